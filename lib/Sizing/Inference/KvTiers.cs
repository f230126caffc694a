using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Inference;
using Sizing.Models;
using Sizing.Performance;

namespace Sizing;

/// <summary>
/// KV cache beyond the GPUs: what host memory and drives hold, and the least time in which a prompt comes back. Layers with a window count
/// with all tokens. Left out: recurrent states, the time of copies out, prompts that come back at the same time.
/// </summary>
public sealed class KvTiers
{
    private const string LmCache = "LMCache/LMCache";
    private const string Sglang = "sgl-project/sglang";
    private const string Block = "disk_block";
    internal const string Copies = "offload_copies";

    private readonly ServingEstimate estimate;

    private KvTiers(ServingEstimate estimate)
    {
        this.estimate = estimate;
        var setup = estimate.Setup;
        HostTokens = estimate.Kv.OffloadedTokens;
        var perRank = estimate.Stages.Select(stage => PerToken(setup, stage)).ToList();
        var writers = setup.Model.Layers.Any(layer => layer.Attention is LatentAttention or CompressedAttention) ? 1 : setup.Plan.Tensor;
        var prompt = (long)(setup.Asked.Input ?? setup.Context);
        PromptFromHost = FromHost(setup.Gpu, prompt, perRank.Max());
        if (setup.Asked.KvDisk > Bytes.Zero)
        {
            var (size, block) = (setup.Asked.KvDisk, setup.Constants.Whole(Block));
            DiskTokens = TokensOnDisk(size, block, perRank.Max());
            var files = writers * setup.Plan.Pipeline * setup.Plan.Data;
            Disk = Term.Computed("KV cache on drives", TermKind.KvCache, OnDisk(size, files), OnDisk,
                new("D", "drive space of a GPU that writes", size), new("w", "GPUs that write: all, or one of a stage where each has the same cache", files)) with
            { Scope = Scope.Cluster };
            var servers = KvLayout.Ceiling(setup.Plan.Tensor * setup.Plan.Pipeline, Catalog.Network(setup.Gpu, setup.Asked.System).GpusOfServer);
            var read = FromDrives(setup, prompt / block * block, new(perRank.Aggregate(Bytes.Zero, (sum, each) => sum + each).Count * writers / servers));
            PromptFromDisk = PromptFromHost is { } copied ? Term.Sum("A prompt from drives", TermKind.Other, read, copied) : read;
        }

        ReusableTokens = setup.Constants.Has(Copies) ? Math.Max(estimate.Kv.Tokens, Math.Max(HostTokens, DiskTokens)) : estimate.Kv.Tokens + HostTokens;
        Terms = [.. new[] { Disk, PromptFromHost, PromptFromDisk }.OfType<Term>()];
    }

    /// <summary>The tiers of an estimate, or null where nothing is beyond the GPUs.</summary>
    public static KvTiers? Of(ServingEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate.Kv.OffloadedTokens > 0 ? new(estimate) : null;
    }

    /// <summary>Tokens that the host memory of one replica holds.</summary>
    public long HostTokens { get; }

    /// <summary>Tokens that the drives of one replica hold.</summary>
    public long DiskTokens { get; }

    /// <summary>Tokens of one replica that need not be computed again: those of the largest tier where each holds copies of what is above it, else those of all.</summary>
    public long ReusableTokens { get; }

    /// <summary>Space on the drives, or null where none was given.</summary>
    public Term? Disk { get; }

    /// <summary>The least time in which a prompt comes back from host memory; null where the GPU's PCI Express is not known.</summary>
    public Term? PromptFromHost { get; }

    /// <summary>The least time in which a prompt comes back from drives, through host memory; null where none were given.</summary>
    public Term? PromptFromDisk { get; }

    /// <summary>Space and times, with their formulas.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>What the tiers hold and how soon a prompt comes back, one sentence each.</summary>
    public IEnumerable<string> Summary()
    {
        yield return $"A prompt whose cache is kept need not be computed again: {ReusableTokens:N0} tokens are, on GPUs or beyond.";
        if (estimate.Setup.Constants.Has(Copies) && HostTokens <= estimate.CapacityTokens)
            yield return $"Host memory of no more than the KV cache of a GPU, {estimate.KvPool}, holds copies and adds little{(estimate.Setup.Engine.Kind is EngineKind.Sglang ? "; SGLang warns of it, and older versions stop" : "")}.";
        if (PromptFromHost is { } host)
            yield return $"A prompt comes back from host memory in at least {host.Value}.";
        if (PromptFromDisk is { } disk)
            yield return $"The drives hold {DiskTokens:N0} tokens; a prompt comes back from them in at least {disk.Value}.";
    }

    /// <summary>Tokens in whole files of one GPU.</summary>
    /// <param name="size">D: drive space of the GPU.</param>
    /// <param name="block">c: tokens of a file.</param>
    /// <param name="perToken">k: bytes of a token on the GPU, in the stage with most.</param>
    [Formula("⌊D / (c · k)⌋ · c")]
    [Source(LmCache, "lmcache/v1/storage_backend/local_disk_backend.py submit_put_task: max_local_disk_size of each worker")]
    [Source(Sglang, "python/sglang/srt/mem_cache/storage/file/lru_file_evictor.py reserve: max_size of each rank")]
    public static long TokensOnDisk(Bytes size, int block, Bytes perToken) => KvLayout.Blocks(size, perToken * block) * block;

    /// <summary>Space on the drives of all servers.</summary>
    /// <param name="size">D: drive space of a GPU.</param>
    /// <param name="writers">w: GPUs that write.</param>
    [Formula("D · w")]
    [Source(LmCache, "lmcache/v1/cache_engine.py save_only_first_rank: latent attention is written once")]
    [Source(Sglang, "python/sglang/srt/mem_cache/hicache_storage.py HiCacheFile: no rank in the name where is_mla_model")]
    public static Bytes OnDisk(Bytes size, int writers) => size * writers;

    /// <summary>The least time in which the cache of a prompt is moved.</summary>
    /// <param name="tokens">S: tokens of the prompt.</param>
    /// <param name="perToken">k: bytes of a token that pass one way.</param>
    /// <param name="bandwidth">b: bytes per second of the way.</param>
    [Formula("S · k / b")]
    [Source("Williams et al. 2009, Roofline", "the memory bound")]
    public static double SecondsOfPrompt(long tokens, Bytes perToken, double bandwidth) => tokens * (double)perToken.Count / bandwidth;

    /// <summary>What is not kept on drives, as one sentence, or null.</summary>
    internal static string? Refusal(Serving serving, ServingEngine engine, EngineConstants constants) =>
        serving.KvDisk < Bytes.Zero || serving.DiskBytesPerSecond is <= 0 or double.NaN ? "The space on drives must not be negative, and their bandwidth must be positive."
        : serving.KvDisk == Bytes.Zero ? null
        : !constants.Has(Block) ? $"{engine.Name} keeps no KV cache on drives, or it is not modelled; choose vllm or sglang."
        : serving.KvOffload == Bytes.Zero ? "KV cache on drives passes through host memory; give that too."
        : null;

    private static Bytes PerToken(ServingSetup setup, StageMemory stage) => KvLayers.Of(setup, stage.Stage)
        .Where(layers => layers.Kind is not KvGroupKind.State).Aggregate(Bytes.Zero, (sum, layers) => sum + layers.Total);

    private static Term? FromHost(GpuSpec gpu, long prompt, Bytes perToken) => gpu is not { PcieGeneration: { } generation, PcieLanes: { } lanes }
        ? null
        : Prompt("A prompt from host memory", prompt, perToken, "bytes of a token on a GPU", new("b", $"PCIe {generation}.0 x{lanes}", Amount.Of(Interconnect.PcieBytesPerSecond(generation, lanes), Unit.BytesPerSecond)));

    private static Term FromDrives(ServingSetup setup, long prompt, Bytes perToken) => Prompt("A prompt from drives to host memory", prompt, perToken, "bytes of a token on the drives of a server",
        Catalog.Assumption(Assumption.DiskRate).Input("b", "bandwidth of the drives of a server", setup.Asked.DiskBytesPerSecond));

    private static Term Prompt(string name, long prompt, Bytes perToken, string meaning, Input bandwidth) => Term.Computed(
        name, TermKind.Other, Amount.Of(SecondsOfPrompt(prompt, perToken, bandwidth.Value.Value), Unit.Seconds), SecondsOfPrompt,
        new("S", "tokens of the prompt", Amount.Exact(prompt, Unit.Tokens)), new("k", meaning, perToken), bandwidth);
}
