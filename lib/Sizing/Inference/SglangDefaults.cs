using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The defaults that SGLang derives from the memory of the device.</summary>
public static class SglangDefaults
{
    private const string Sglang = "sgl-project/sglang";
    private const string File = "python/sglang/srt/server_args.py";
    private const double Gibibyte = 1024;
    private const int SmallestChunk = 2048;
    private const int LargeDevice = 60;

    /// <summary>Memory in MiB, tokens of a prefill chunk, and sequences of the largest graph at one to three ranks and above.</summary>
    private static readonly (double BelowMiB, int Chunk, int FewRanks, int ManyRanks)[] Tiers =
    [
        (20 * Gibibyte, 2048, 8, 8),
        (35 * Gibibyte, 2048, 24, 80),
        (60 * Gibibyte, 4096, 32, 160),
        (160 * Gibibyte, 8192, 256, 512),
        (double.PositiveInfinity, 16384, 512, 512),
    ];

    /// <summary>Tokens of a prefill chunk on a device of that much memory.</summary>
    /// <param name="memory">Memory of the device, as nvidia-smi shows it.</param>
    [Formula("2048, 4096, 8192 or 16384 below 35, 60, 160 GiB and above")]
    [Source(Sglang, File)]
    public static int ChunkOf(Bytes memory) => Tiers.First(tier => memory.InMiB < tier.BelowMiB).Chunk;

    /// <summary>Sequences of the largest CUDA graph on a device of that much memory.</summary>
    /// <param name="memory">Memory of the device, as nvidia-smi shows it.</param>
    /// <param name="ranks">Tensor-parallel ranks: one to three, or more.</param>
    [Formula("8, 24 or 80, 32 or 160, 256 or 512, by memory and ranks")]
    [Source(Sglang, File)]
    public static int GraphSequences(Bytes memory, int ranks)
    {
        var tier = Tiers.First(tier => memory.InMiB < tier.BelowMiB);
        return ranks < 4 ? tier.FewRanks : tier.ManyRanks;
    }

    /// <summary>The static share of memory.</summary>
    /// <param name="memory">M: memory of the device.</param>
    /// <param name="reserved">R: memory left for activations and graphs.</param>
    [Formula("(M − R) / M")]
    [Source(Sglang, File)]
    public static double StaticShare(Bytes memory, Bytes reserved) => (memory - reserved) / memory;

    /// <summary>Memory left for activations and graphs.</summary>
    /// <param name="fixedPart">r0: part that every run has.</param>
    /// <param name="chunk">T: tokens of a prefill chunk, at least 2,048.</param>
    /// <param name="perToken">r1: part of each of them.</param>
    /// <param name="ranks">n: GPUs of a replica.</param>
    /// <param name="perRank">r2: part of each of them.</param>
    /// <param name="graph">B: sequences of the largest graph.</param>
    /// <param name="perSequence">r3: part of each of them.</param>
    [Formula("r0 + T · r1 + n · r2 + B · r3")]
    [Source(Sglang, File)]
    public static Bytes Reserved(Bytes fixedPart, int chunk, Bytes perToken, int ranks, Bytes perRank, int graph, Bytes perSequence) =>
        fixedPart + perToken * chunk + perRank * ranks + perSequence * graph;

    internal static Input Utilization(EngineConstants constants, GpuSpec gpu, ServingPlan plan, int? chunkAsked)
    {
        var memory = gpu.NvmlMemory ?? gpu.NominalMemory;
        var (ranks, graph) = (plan.Tensor * plan.Pipeline, GraphSequences(memory, plan.Tensor));
        var chunk = Math.Max(chunkAsked ?? ChunkOf(memory), SmallestChunk);
        var reserved = Reserved(
            constants.Memory("reserved_base"), chunk, constants.Memory("reserved_token"), ranks, constants.Memory("reserved_rank"), graph, constants.Memory("reserved_graph"));
        if (memory.InGiB > LargeDevice)
            reserved = Bytes.Max(reserved, constants.Memory("reserved_least"));
        var share = Math.Round(StaticShare(memory, reserved), 3);
        var left = Term.Computed("Memory left for activations and graphs", TermKind.Other, reserved, Reserved,
            constants.Input("r0", "part that every run has", "reserved_base"),
            new("T", "tokens of a prefill chunk", Amount.Exact(chunk, Unit.Tokens)),
            constants.Input("r1", "part of each token", "reserved_token"),
            new("n", "GPUs of a replica", ranks),
            constants.Input("r2", "part of each GPU", "reserved_rank"),
            new("B", "sequences of the largest graph", Amount.Exact(graph, Unit.Sequences)),
            constants.Input("r3", "part of each sequence", "reserved_graph"));
        return new("u", "static share of memory", Amount.Of(share), Term.Computed("Static share of memory", TermKind.Other, Amount.Of(share), StaticShare,
            new("M", "memory of the device", memory), EngineTerms.Input("R", left)));
    }
}
