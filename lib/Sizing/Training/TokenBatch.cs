using Sizing.Explain;

namespace Sizing.Training;

/// <summary>The micro-batch itself, on the GPU from one step to the next.</summary>
public static class TokenBatch
{
    /// <summary>Token ids, labels and mask, 64-bit numbers each.</summary>
    /// <param name="tokens">T: tokens of the micro-batch on the GPU.</param>
    [Formula("24 · T")]
    [Source("rows fms-*", "between steps, 8 sequences of 4,096 tokens take 393,216 bytes more than 4")]
    public static Bytes Of(long tokens) => new(24 * tokens);

    internal static Term Explain(TrainingRun run) => Term.Computed(
        "Token ids, labels and mask", TermKind.Temporary, Of(run.TokensPerGpu), Of, new Input("T", "tokens of the micro-batch on the GPU", Amount.Exact(run.TokensPerGpu, Unit.Tokens)));
}
