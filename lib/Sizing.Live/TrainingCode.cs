using static Sizing.Live.CellCode;

namespace Sizing.Live;

/// <summary>A training run as the C# of a notebook cell.</summary>
internal static class TrainingCode
{
    internal static string Of(TrainingRun run) => CellCode.Of(
        "training", $"new TrainingRun(Catalog.Model({Quoted(run.Model.Name)}), Catalog.Gpu({Quoted(run.Gpu.Name)}))",
        [
            (nameof(TrainingRun.Framework), $"Catalog.TrainingFramework({Quoted(run.Framework.Name)})"),
            (nameof(TrainingRun.Precision), $"TrainingPrecision.{run.Precision}"),
            (nameof(TrainingRun.Optimizer), $"Optimizer.Parse({Quoted(run.Optimizer.Name)}{(run.Optimizer.Rank is { } rank ? $", {rank}" : "")})"),
            (nameof(TrainingRun.Adapter), run.Adapter is { } adapter ? AdapterCode(adapter) : null),
            (nameof(TrainingRun.Base), run.Base is { } format ? $"WeightFormat.Parse({Quoted(format.Name)})" : null),
            (nameof(TrainingRun.Sequence), Number(run.Sequence)),
            (nameof(TrainingRun.MicroBatch), Number(run.MicroBatch)),
            (nameof(TrainingRun.Accumulation), Number(run.Accumulation)),
            (nameof(TrainingRun.Recompute), $"Recompute.{run.Recompute}"),
            (nameof(TrainingRun.Plan), PlanCode(run.Plan)),
            (nameof(TrainingRun.Tokens), Number(run.Tokens)),
            (nameof(TrainingRun.DollarsPerGpuHour), Number(run.DollarsPerGpuHour)),
            (nameof(TrainingRun.Utilization), Number(run.Utilization)),
        ]);

    private static string AdapterCode(Adapter adapter) =>
        $"new({adapter.Rank}) {{ Kind = AdapterKind.{adapter.Kind}, Targets = [{string.Join(", ", adapter.Targets.Select(Quoted))}] }}";

    private static string PlanCode(TrainingPlan plan) =>
        $"new() {{ Data = {plan.Data}, Tensor = {plan.Tensor}, Pipeline = {plan.Pipeline}, Context = {plan.Context}, Expert = {plan.Expert}, Sharding = StateSharding.{plan.Sharding} }}";
}
