using Sizing.Data;
using Sizing.Explain;

namespace Sizing.Training;

/// <summary>Memory of head and loss at their peak.</summary>
public static class LossMemory
{
    /// <summary>Logits and what the loss derives from them.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    /// <param name="vocabulary">V: logits on the rank.</param>
    /// <param name="bytesPerLogit">k: bytes per logit at the peak.</param>
    [Formula("k · T · V")]
    [Source("data/training/loss.csv and frameworks.csv", "bytes per logit by path")]
    public static Bytes Logits(long tokens, long vocabulary, double bytesPerLogit) => new((long)(tokens * (double)vocabulary * bytesPerLogit));

    /// <summary>Tokens of one chunk of the fused linear loss.</summary>
    /// <param name="tokens">T: tokens of the micro-batch.</param>
    /// <param name="vocabulary">V: logits.</param>
    /// <param name="hidden">h: hidden size.</param>
    [Formula("2^⌈log2(T / ⌈V / h⌉)⌉")]
    [Source("linkedin/Liger-Kernel", "ops/fused_linear_cross_entropy.py: chunks as wide as the hidden states they come from")]
    public static long FusedChunk(long tokens, long vocabulary, long hidden)
    {
        var chunks = (vocabulary + hidden - 1) / hidden;
        return (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)((tokens + chunks - 1) / chunks));
    }

    /// <summary>The hidden states around the final norm: its input, its FP32 copy and its output.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    /// <param name="hidden">h: hidden size on the rank.</param>
    [Formula("6 · T · h")]
    [Source("rows fms-*", "734,762 B per token = 2·L·h + 14·V + 6·h")]
    public static Bytes FinalHidden(long tokens, double hidden) => new((long)(6 * tokens * hidden));

    /// <summary>The input of a tensor-parallel head, gathered in 16 bits, and its gradient.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    /// <param name="hidden">h: hidden size.</param>
    [Formula("2 · 2 · T · h")]
    [Source("pytorch/torchtitan", "models/llama3/infra/parallelize.py: ColwiseParallel head with Shard(1) inputs, which DTensor gathers and keeps")]
    public static Bytes GatheredHidden(long tokens, long hidden) => new(4 * tokens * hidden);

    /// <summary>Bytes per logit of a run.</summary>
    public static double BytesPerLogit(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var path = run.Loss ?? run.Framework.Loss;
        if (path is LossPath.Full)
            return (run.Compiled ? run.Framework.CompiledBytesPerLogit : null) ?? run.Framework.BytesPerLogit + Unscaled(run);
        var arithmetic = Arithmetic(run);
        var rows = TrainingData.Default.Losses.Where(row => row.Path == path && (row.Arithmetic is null || row.Arithmetic == arithmetic)).ToList();
        return (rows.FirstOrDefault(row => row.ModelTypes.Contains(run.Model.ModelType)) ?? rows.First(row => row.ModelTypes.Count == 0)).BytesPerLogit;
    }

    /// <summary>A head that LLaMA-Adapter V2 scales keeps its logits before they are scaled.</summary>
    private static double Unscaled(TrainingRun run) => run.Adapter is { Kind: AdapterKind.PromptAndScale } ? Recipe.Of(run).Compute.BytesPerBlock : 0;

    /// <summary>Mixed precision and FP32 adapters beside 16-bit weights run under autocast.</summary>
    private static LossArithmetic Arithmetic(TrainingRun run)
    {
        if (run.Precision is TrainingPrecision.Fp32)
            return LossArithmetic.Single;
        var raises = run.Adapter is null ? run.Precision is not TrainingPrecision.Bf16 : Recipe.AdapterStorage(run) == DataType.Fp32;
        return raises ? LossArithmetic.Autocast : LossArithmetic.Half;
    }

    internal static Term Explain(TrainingRun run)
    {
        var path = run.Loss ?? run.Framework.Loss;
        var vocabulary = (run.Model.Head!.Rows + run.Plan.Tensor - 1L) / run.Plan.Tensor;
        var tokens = path is LossPath.Fused ? FusedChunk(run.TokensPerGpu, vocabulary, run.Model.HiddenSize) : run.TokensPerGpu;
        var k = BytesPerLogit(run);
        return Term.Computed(
            "Logits and loss", TermKind.Loss, Logits(tokens, vocabulary, k), Logits,
            new Input("T", path is LossPath.Fused ? "tokens of a chunk" : "tokens of the micro-batch on the GPU", Amount.Exact(tokens, Unit.Tokens)),
            new Input("V", "logits on the rank", vocabulary),
            new Input("k", "bytes per logit", Amount.Of(k))) with
        { Note = run.Loss is null ? run.Framework.Says("loss", run.Compiled && path is LossPath.Full && run.Framework.CompiledBytesPerLogit is not null ? "compiled_logit_bytes" : "logit_bytes") : null };
    }
}
