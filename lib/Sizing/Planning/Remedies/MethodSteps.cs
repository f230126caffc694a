namespace Sizing.Planning.Remedies;

/// <summary>What is trained, and with which optimizer.</summary>
internal static class MethodSteps
{
    private const int AdapterRank = 16;
    private const int ProjectionRank = 1_024;

    internal static IReadOnlyList<RemedyStep<TrainingRun>> All { get; } =
    [
        new("lora", RemedyPart.Method, run => run.Adapter is not null ? null : (Adapted(run, WeightFormat.Bf16), $"LoRA of rank {AdapterRank} on all linear layers")),
        new("qlora", RemedyPart.Method, run => run.Base == WeightFormat.Nf4DoubleQuantized ? null : (Adapted(run, WeightFormat.Nf4DoubleQuantized), $"QLoRA of rank {run.Adapter?.Rank ?? AdapterRank} on all linear layers")),
        new("precision-mixed", RemedyPart.Precision, run => run.Precision is TrainingPrecision.Fp32 ? (run with { Precision = TrainingPrecision.Bf16Mixed }, "precision bf16-mixed") : null),
        new("precision-bf16", RemedyPart.Precision, run => run.Precision is TrainingPrecision.Bf16 || run.Adapter is not null ? null : (run with { Precision = TrainingPrecision.Bf16 }, "precision bf16")),
        new("optimizer-8bit", RemedyPart.Optimizer, run => With(run, Optimizer.AdamW8Bit)),
        new("adafactor", RemedyPart.Optimizer, run => With(run, Optimizer.Adafactor)),
        new("galore-8bit", RemedyPart.Optimizer, run => run.Adapter is not null ? null : With(run, Optimizer.GaLore8Bit(ProjectionRank))),
        new("lomo", RemedyPart.Optimizer, run => run.Adapter is not null ? null : With(run, Optimizer.Lomo)),
        new("in-backward", RemedyPart.Step, run => run.OptimizerInBackward || run.Optimizer.UpdatesInBackward ? null : (run with { OptimizerInBackward = true }, "optimizer in backward")),
        new("full-4bit", RemedyPart.Refuted, run => run.Adapter is null ? (run with { Base = WeightFormat.Nf4 }, "base nf4") : null),
    ];

    private static TrainingRun Adapted(TrainingRun run, WeightFormat format) => run with
    {
        Adapter = run.Adapter ?? new(AdapterRank) { Targets = ["all-linear"] },
        Base = format,
        Precision = TrainingPrecision.Bf16,
        Optimizer = run.Optimizer.UpdatesInBackward ? Optimizer.AdamW : run.Optimizer,
        OptimizerInBackward = false,
    };

    private static (TrainingRun, string)? With(TrainingRun run, Optimizer optimizer) =>
        run.Optimizer.Name == optimizer.Name ? null : (run with { Optimizer = optimizer }, $"optimizer {optimizer}");
}
