namespace Sizing.Planning.Remedies;

/// <summary>Activations, loss, batch and sequence.</summary>
internal static class TrainingSteps
{
    private const int TokensOfStep = 64;
    private const int MoreMicroBatches = 8;

    internal static IReadOnlyList<RemedyStep<TrainingRun>> All { get; } =
    [
        new("recompute-selective", RemedyPart.Recompute, run => run.Recompute is Recompute.None ? (run with { Recompute = Recompute.Selective }, "recompute selective") : null),
        new("recompute-full", RemedyPart.Recompute, run => run.Recompute is Recompute.Full ? null : (run with { Recompute = Recompute.Full }, "recompute full")),
        new("loss-chunked", RemedyPart.Loss, run => With(run, LossPath.Chunked)),
        new("loss-cut", RemedyPart.Loss, run => With(run, LossPath.Cut)),
        new("flash", RemedyPart.Attention, run => run.Attention is AttentionKernel.Flash ? null : (run with { Attention = AttentionKernel.Flash }, "attention flash")),
        new("micro-batch", RemedyPart.Batch, run => run.MicroBatch == 1 ? null : (run with { MicroBatch = 1, Accumulation = run.Accumulation * run.MicroBatch }, $"micro-batch 1, accumulation {run.Accumulation * run.MicroBatch}")),
        new("sequence", RemedyPart.Length, Shorter),
        new("accumulation", RemedyPart.Refuted, run => (run with { Accumulation = MoreMicroBatches * run.Accumulation }, $"accumulation {MoreMicroBatches * run.Accumulation}")),
    ];

    private static (TrainingRun, string)? With(TrainingRun run, LossPath loss) =>
        run.Model.Head is null || (run.Loss ?? run.Framework.Loss) == loss ? null : (run with { Loss = loss }, $"loss {(loss is LossPath.Cut ? "cut" : "chunked")}");

    /// <summary>The longest sequence that fits, in whole steps of 64 tokens.</summary>
    private static (TrainingRun, string)? Shorter(TrainingRun run)
    {
        if (TrainingRemedies.Evaluate(run).Fits)
            return null;
        var (fits, fails) = (0, (run.Sequence + TokensOfStep - 1) / TokensOfStep);
        while (fails - fits > 1)
        {
            var middle = (fits + fails) / 2;
            if (TrainingRemedies.Evaluate(run with { Sequence = middle * TokensOfStep }).Fits)
                fits = middle;
            else
                fails = middle;
        }

        var sequence = Math.Max(1, fits) * TokensOfStep;
        return (run with { Sequence = sequence }, $"sequence {sequence:N0}");
    }
}
