using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Inference;
using Sizing.Performance;
using Sizing.Training.Published;
using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A4, 딥러닝 및 거대 언어 모델용 GPU 선택 방법: its table of models and its section on memory.</summary>
internal static class ArticleA4Models
{
    private const string DeepSeek = "deepseek-ai/DeepSeek-R1";
    private const string Llama33 = "meta-llama/Llama-3.3-70B-Instruct";

    private static ModelSpec Llama70 { get; } = Catalog.Model("meta-llama/Meta-Llama-3-70B");

    private static ModelSpec NeoX { get; } = Catalog.Model("EleutherAI/gpt-neox-20b");

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A4.1"] = Figure(() => AsShipped(DeepSeek).InGB, otherwise: Verdict.Misleading),
        ["A4.2"] = That(() => 100 * (Cases.Weights(Catalog.Model(DeepSeek)) / (Catalog.Gpu("A100 SXM 80GB").NominalMemory * 16)), _ => DeepSeekOnA100().Fits),
        ["A4.3"] = FourBits("DeepSeek-R1-Distill-Qwen-1.5B", "RTX 3060 12GB"),
        ["A4.4"] = FourBits("DeepSeek-R1-Distill-Qwen-7B", "RTX 3070 8GB"),
        ["A4.5"] = FourBits("DeepSeek-R1-Distill-Llama-8B", "RTX 3070 8GB"),
        ["A4.6"] = FourBits("DeepSeek-R1-Distill-Qwen-14B", "RTX 3080 10GB"),
        ["A4.7"] = FourBits("DeepSeek-R1-Distill-Qwen-32B", "RTX 4090"),
        ["A4.8"] = FourBits("DeepSeek-R1-Distill-Llama-70B", "RTX 4090", cards: 2),
        ["A4.9"] = Figure(() => Cases.Weights(Llama70).InGB),
        ["A4.10"] = That(() => Cases.Weights(Llama70).InGiB, _ => Serve(Llama70, "RTX 3090").Estimate().Fits),
        ["A4.11"] = That(() => Catalog.Model(Llama33).Parameters.Total / 1e9, smallest => smallest < 20),
        ["A4.12"] = Figure(() => InFourBits(Catalog.Model(Llama33)).InGB),
        ["A4.13"] = That(() => Cases.Weights(NeoX).InGiB, _ => NeoXOnTwo(EngineKind.Transformers), elsewhere: () => NeoXOnTwo(EngineKind.Vllm)),
        ["A4.14"] = Figure(() => ZeroStates.Replicated(Catalog.Model("bigscience/bloom").Parameters.Total).InGB),
        ["A4.15"] = That(() => StatesOfPeak(), share => share > 50, elsewhere: () => StatesOfPeak() > 99),
        ["A4.16"] = That(() => Catalog.Gpu("RTX 4090").BandwidthBytesPerSecond / Interconnect.PcieBytesPerSecond(4, 16), times => times > 10),
        ["A4.17"] = That(() => Llama2Run().Memory.AtPeak(TermKind.Activations).InGiB, activations => activations > 0),
        ["A4.18"] = That(Ridge, tokens => tokens > 1, elsewhere: () => 1024 < Ridge()),
        ["A4.19"] = That(() => Cards("A100 SXM 80GB") / Cards("RTX 4090"), ratio => ratio >= 1, Verdict.Misleading),
        ["A4.20"] = That(Ridge, tokens => tokens > 8192),
        ["A4.21"] = Figure(() => Cache(2048, 2) / Cache(2048, 1), elsewhere: () => Cache(4096, 1) == Cache(2048, 1)),
        ["A4.22"] = That(() => PerToken("H100 PCIe 80GB") / PerToken("H100 SXM 80GB"), ratio => ratio > 1),
        ["A4.25"] = That(() => 100 * (1 - ZeroStates.Replicated(1).Count / MegatronStates.Fp32()), saved => saved > 0, Verdict.Misleading),
    };

    private static Bytes AsShipped(string model) =>
        Catalog.Model(model) is var spec ? Inference.Weights.CheckpointBytes(spec, WeightFormat.Of(spec)) : default;

    private static ServingEstimate DeepSeekOnA100() =>
        (Serve(Catalog.Model(DeepSeek), "A100 SXM 80GB") with { Plan = new(Tensor: 8, Pipeline: 2) }).Estimate();

    private static bool NeoXOnTwo(EngineKind engine) => (Serve(NeoX, "RTX 3090", context: 2048) with
    {
        Plan = engine == EngineKind.Vllm ? new(Tensor: 2) : new(Pipeline: 2),
        Engine = ServingEngine.Newest(engine),
    }).Estimate().Fits;

    private static Bytes InFourBits(ModelSpec model) => Inference.Weights.CheckpointBytes(model, WeightFormat.Gguf("Q4_K_M"));

    /// <summary>The size of a distilled model in Q4_K_M; when the size is wrong but the card holds it, the row misleads only.</summary>
    private static Check FourBits(string name, string gpu, int cards = 1) => new(claim =>
    {
        var model = Catalog.Model($"deepseek-ai/{name}");
        var serving = new Serving(model, Catalog.Gpu(gpu))
        {
            Context = 4096,
            Weights = WeightFormat.Gguf("Q4_K_M"),
            Engine = ServingEngine.Newest(EngineKind.LlamaCpp),
            Plan = new(Pipeline: cards),
        };
        var otherwise = serving.Estimate().Fits ? Verdict.Misleading : Verdict.Wrong;
        return Figure(() => InFourBits(model).InGB, otherwise: otherwise).Settle(claim);
    });

    /// <summary>Operations per byte from which on an H100 computes longer than it reads; with BF16 weights, about the tokens of a step.</summary>
    private static double Ridge() => Roofline.RidgePoint(Catalog.Gpu("H100 SXM 80GB"), NumberFormat.Bf16)!.Value;

    private static Bytes Cache(int context, int batch) => KvCache.BytesPerBatch(Llama3, context, batch, DataType.Bf16);

    private static TrainingEstimate Llama2Run() => Train(Llama2, Optimizer.AdamW).Estimate();

    /// <summary>Weights, gradients and optimizer states at the peak of a step, in percent of it.</summary>
    private static double StatesOfPeak() =>
        ShareOfPeak(Llama2Run().Memory, TermKind.Weights, TermKind.MasterWeights, TermKind.Optimizer, TermKind.Gradients);

    /// <summary>The fewest cards that a model of 70B has to be cut over: parallelism comes of a lack of memory.</summary>
    private static double Cards(string gpu) => Math.Ceiling(Cases.Weights(Llama70) / Catalog.Gpu(gpu).UsableMemory);

    private static double PerToken(string gpu) =>
        (Serve(Llama3, gpu) with { Input = 2048, Output = 256 }).Estimate().Speed().TimePerOutputToken.Typical;
}
