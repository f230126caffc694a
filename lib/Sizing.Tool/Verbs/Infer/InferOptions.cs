using System.CommandLine;
using Sizing.Hardware;

namespace Sizing.Tool.Verbs.Infer;

/// <summary>The options of <c>infer</c>, and the serving that they describe.</summary>
internal sealed class InferOptions
{
    private readonly Option<string> model = Text("--model", "MODEL", "A catalog id, an alias, or a path to a config.json.");
    private readonly Option<string?> gpu = Choice("--gpu", "GPU", "A GPU of the catalog; by default that of --system.");
    private readonly Option<string?> system = Choice("--system", "SYSTEM", "A server of the catalog: GPUs in each, links, network, price.");
    private readonly Option<int?> gpus = Number("--gpus", "GPUs; by default those of the plan, else one.");
    private readonly Option<int?> tensor = Number("--tp", "Tensor-parallel ranks.");
    private readonly Option<int?> pipeline = Number("--pp", "Pipeline stages.");
    private readonly Option<int?> expert = Number("--ep", "Expert-parallel ranks.");
    private readonly Option<int?> data = Number("--dp", "Data-parallel replicas.");
    private readonly Option<int?> contextRanks = Number("--cp", "Context-parallel ranks among the tensor-parallel ones, which divide the tokens of the KV cache.");
    private readonly Option<string?> weights = Choice("--weights", "FORMAT", "Weight format; by default the model's own.");
    private readonly Option<string?> kv = Choice("--kv", "TYPE", "Data type of the KV cache; by default that of the activations.");
    private readonly Option<int?> context = Number("--context", "Tokens of the longest sequence; by default the model's limit.");
    private readonly Option<int?> input = Number("--input", "Tokens of a prompt.");
    private readonly Option<int?> output = Number("--output", "Tokens of an answer.");
    private readonly Option<int> concurrency = new("--concurrency") { Description = "Sequences in flight.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> engine = Choice("--engine", "ENGINE", "vllm, sglang, trtllm, llamacpp or transformers, with @version; by default the newest vllm.");
    private readonly Option<double?> utilization = new("--utilization") { Description = "The engine's memory fraction; by default its own, which --explain names.", HelpName = "SHARE" };
    private readonly Option<int?> sequences = Number("--max-sequences", "Most sequences in a scheduler step; by default the engine's, which --explain names.");
    private readonly Option<int?> tokens = Number("--batched-tokens", "Most tokens in a scheduler step; by default the engine's, which --explain names.");

    private readonly Option<int?> adapters = Number("--loras", "LoRA adapters served at once.");
    private readonly Option<int?> adapterRank = Number("--lora-rank", "Largest rank of the adapters; 16 by default.");
    private readonly Option<int?> redundant = Number("--redundant-experts", "Copies of experts in each layer.");
    private readonly Option<int?> images = Number("--image-tokens", "Tokens of the images of a prompt.");
    private readonly Option<double?> prefixHit = new("--prefix-hit") { Description = "Share of the prompt that sequences have in common.", HelpName = "SHARE" };
    private readonly Option<bool> noPrefixCache = new("--no-prefix-cache") { Description = "The engine keeps no prefixes; SGLang then reserves one recurrent state for a request instead of several." };
    private readonly Option<double?> offload = new("--kv-offload") { Description = "Host memory for KV cache, per GPU, from which a prompt comes back over PCI Express.", HelpName = "GIB" };
    private readonly Option<double?> kvDisk = new("--kv-disk") { Description = "Space on drives for KV cache, per GPU, beside --kv-offload: vLLM with LMCache, SGLang with HiCache.", HelpName = "GIB" };
    private readonly Option<double?> diskBandwidth = new("--disk-bandwidth") { Description = "Bandwidth of the drives of a server; 7.88 GB/s by default, an NVMe drive on PCI Express 4.0.", HelpName = "GB/S" };

    private readonly Option<double?> held = new("--held") { Description = "Memory of each GPU that a display (0.35 to 1.9 GiB with a desktop) or other programs hold.", HelpName = "GIB" };
    private readonly Option<bool> ecc = new("--ecc") { Description = "ECC is on, on a card that ships with it off: a sixteenth of the memory." };

    private readonly Option<double?> stateRatio = new("--mamba-full-memory-ratio") { Description = "SGLang: memory of recurrent states for each byte of KV cache; by default its own, which --explain names.", HelpName = "RATIO" };
    private readonly Option<int?> stateSlots = Number("--max-mamba-cache-size", "SGLang: recurrent states, of which a request reserves several; by default as many as the ratio gives.");

    private readonly Option<int?> gpuLayers = Number("--ngl", "llama.cpp: layers on the GPUs, counted from the last, the output as one; the others are in host memory. By default all.");
    private readonly Option<int?> expertLayers = Number("--n-cpu-moe", "llama.cpp: layers, counted from the first, whose experts are in host memory.");
    private readonly Option<double?> hostBandwidth = new("--host-bandwidth") { Description = "Bandwidth of the host memory; 83.2 GB/s by default.", HelpName = "GB/S" };

    private readonly InferLoadOptions load = new();
    private readonly InferPriceOptions prices = new();

    internal IEnumerable<Option> All =>
        [model, gpu, system, gpus, tensor, pipeline, expert, data, contextRanks, weights, kv, context, input, output, concurrency, engine, utilization, sequences, tokens,
            adapters, adapterRank, redundant, images, prefixHit, noPrefixCache, offload, kvDisk, diskBandwidth, held, ecc, stateRatio, stateSlots, gpuLayers, expertLayers, hostBandwidth, .. load.All, .. prices.All];

    internal Serving Read(ParseResult parsed) => Read(parsed, parsed.GetValue(system) is { } name ? Catalog.System(name) : null);

    private Serving Read(ParseResult parsed, SystemSpec? servers) => new(Catalog.Model(parsed.GetRequiredValue(model)), Gpu(parsed, servers))
    {
        System = servers,
        Gpus = parsed.GetValue(gpus),
        Plan = Plan(parsed),
        Weights = parsed.GetValue(weights) is { } format ? WeightFormat.Parse(format) : null,
        KvCache = parsed.GetValue(kv) is { } type ? DataType.Parse(type) : null,
        Context = parsed.GetValue(context),
        Input = parsed.GetValue(input),
        Output = parsed.GetValue(output),
        Concurrency = parsed.GetValue(concurrency),
        Engine = parsed.GetValue(engine) is { } name ? ServingEngine.Parse(name) : null,
        Utilization = parsed.GetValue(utilization),
        MaxSequences = parsed.GetValue(sequences),
        BatchedTokens = parsed.GetValue(tokens),
        Adapters = Adapters(parsed),
        RedundantExperts = parsed.GetValue(redundant) ?? 0,
        ImageTokens = parsed.GetValue(images) ?? 0,
        PrefixHit = parsed.GetValue(prefixHit) ?? 0,
        WithoutPrefixCache = parsed.GetValue(noPrefixCache),
        Host = Host(parsed),
        Load = load.Read(parsed),
        Prices = prices.Read(parsed),
        KvOffload = Memory.Of(parsed, offload),
        KvDisk = Memory.Of(parsed, kvDisk),
        DiskBytesPerSecond = DiskBandwidth(parsed),
        StateRatio = parsed.GetValue(stateRatio),
        StateSlots = parsed.GetValue(stateSlots),
        HeldMemory = Memory.Of(parsed, held) + Ecc(parsed, Gpu(parsed, servers)),
    };

    private Bytes Ecc(ParseResult parsed, GpuSpec card) => !parsed.GetValue(ecc) ? Bytes.Zero
        : card.Ecc == "optional" ? DeviceMemory.InlineEcc(card.NominalMemory)
        : throw new SizingException($"{card.Name} {(card.Ecc is "native" or "inline" ? "has ECC on as it ships, which its memory allows for" : "has no ECC that is known")}; leave out --ecc.");

    private GpuSpec Gpu(ParseResult parsed, SystemSpec? servers) => parsed.GetValue(gpu) is { } name
        ? Catalog.Gpu(name)
        : servers?.Gpu ?? throw new SizingException("No GPU was given; name one with --gpu, or a server with --system.");

    private ServingAdapters? Adapters(ParseResult parsed) => (parsed.GetValue(adapters), parsed.GetValue(adapterRank)) switch
    {
        (null, null) => null,
        (null, _) => throw new SizingException("--lora-rank says how large adapters are; give their number with --loras."),
        ({ } count, var rank) => rank is { } given ? new(count, given) : new(count),
    };

    private double? DiskBandwidth(ParseResult parsed) => parsed.GetValue(diskBandwidth) is not { } given ? null
        : parsed.GetValue(kvDisk) is null ? throw new SizingException("--disk-bandwidth matters where drives hold KV cache; give --kv-disk.")
        : given * 1e9;

    private ServingHost? Host(ParseResult parsed) => (parsed.GetValue(gpuLayers), parsed.GetValue(expertLayers), parsed.GetValue(hostBandwidth)) switch
    {
        (null, null, null) => null,
        (null, null, _) => throw new SizingException("--host-bandwidth matters where the host keeps layers; give --ngl or --n-cpu-moe."),
        var (layers, experts, bandwidth) => new(layers, experts ?? 0, bandwidth * 1e9),
    };

    private ServingPlan? Plan(ParseResult parsed)
    {
        var degrees = new[] { tensor, pipeline, data, expert, contextRanks }.Select(parsed.GetValue).ToArray();
        return degrees.All(degree => degree is null) ? null : new(degrees[0] ?? 1, degrees[1] ?? 1, degrees[2] ?? 1, degrees[3] ?? 1, degrees[4] ?? 1);
    }

    private static Option<string> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help, Required = true };

    private static Option<string?> Choice(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
