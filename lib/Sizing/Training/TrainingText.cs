using Sizing.Explain;

namespace Sizing.Training;

/// <summary>A <see cref="TrainingRun"/> as names and values, for an address, a form or a file; what follows from the method is not written.</summary>
public static class TrainingText
{
    private const string AsComputed = "as-computed";

    /// <summary>Writes a run whose model is of the catalog.</summary>
    /// <exception cref="SizingException">The run has a setting that text does not carry, such as offload.</exception>
    public static IReadOnlyList<(string Name, string Value)> Write(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var method = TrainingNames.MethodOf(run);
        var settings = SettingText.Given(
            ("model", run.Model.Name),
            ("gpu", run.Gpu.Name),
            ("gpus", SettingText.Of(run.Plan.Gpus)),
            ("plan", run.Plan.Data == run.Plan.Gpus ? null : TrainingPlanText.Of(run.Plan)),
            ("framework", run.Framework.Name),
            ("method", method),
            ("rank", SettingText.Of(run.Adapter?.Rank ?? run.Optimizer.Rank)),
            ("targets", run.Adapter is { } adapter ? string.Join('+', adapter.Targets) : null),
            ("base", run.Base == TrainingNames.BaseOf(method) ? null : run.Base?.Name ?? AsComputed),
            ("precision", run.Precision == TrainingNames.PrecisionOf(method) ? null : TrainingNames.Precisions.NameOf(run.Precision)),
            ("optimizer", run.Optimizer.Name),
            ("recompute", TrainingNames.Recomputes.NameOf(run.Recompute)),
            ("zero", run.Plan.Sharding == TrainingNames.ShardingOf(run.Plan.Data) ? null : TrainingNames.ZeroStages.NameOf(run.Plan.Sharding)),
            ("sequence", SettingText.Of(run.Sequence)),
            ("micro-batch", SettingText.Of(run.MicroBatch)),
            ("accumulation", SettingText.Of(run.Accumulation)),
            ("tokens", SettingText.Of(run.Tokens)),
            ("price", SettingText.Of(run.DollarsPerGpuHour)),
            ("mfu", SettingText.Of(run.Utilization)));
        var read = Read(settings.ToDictionary(setting => setting.Name, setting => setting.Value), _ => run.Model);
        return Agree(run, read)
            ? settings
            : throw new SizingException("A training run is written as text without offload, virtual stages, a loss or attention of its own, and changed frameworks; leave them out.");
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="settings">The values by name.</param>
    /// <param name="model">Finds a model; by default <see cref="Catalog.Model"/>.</param>
    /// <exception cref="SizingException">A name is missing, or a value is not understood.</exception>
    public static TrainingRun Read(IReadOnlyDictionary<string, string> settings, Func<string, ModelSpec>? model = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = new SettingText(settings);
        var method = text["method"] ?? "full";
        var rank = text.Whole("rank") ?? TrainingNames.RankOf(method);
        var plan = PlanOf(text);
        return new((model ?? Catalog.Model)(text.Required("model")), Catalog.Gpu(text.Required("gpu")))
        {
            Framework = Catalog.TrainingFramework(text["framework"] ?? "hf"),
            Adapter = TrainingNames.AdapterOf(method, rank, text["targets"] ?? TrainingNames.DefaultTargets),
            Base = text["base"] switch { null => TrainingNames.BaseOf(method), AsComputed => null, var format => WeightFormat.Parse(format) },
            Precision = text["precision"] is { } precision ? TrainingNames.Precisions.Parse(precision) : TrainingNames.PrecisionOf(method),
            Optimizer = Optimizer.Parse(text["optimizer"] ?? Optimizer.AdamW.Name, rank),
            Recompute = TrainingNames.Recomputes.Parse(text["recompute"] ?? "none"),
            Plan = plan with { Sharding = text["zero"] is { } stage ? TrainingNames.ZeroStages.Parse(stage) : TrainingNames.ShardingOf(plan.Data) },
            Sequence = text.Whole("sequence") ?? 4096,
            MicroBatch = text.Whole("micro-batch") ?? 1,
            Accumulation = text.Whole("accumulation") ?? 1,
            Tokens = text.Number("tokens"),
            DollarsPerGpuHour = text.Number("price"),
            Utilization = text.Number("mfu"),
        };
    }

    private static TrainingPlan PlanOf(SettingText text)
    {
        var gpus = text.Whole("gpus");
        if (text["plan"] is not { } degrees)
            return new() { Data = gpus ?? 1 };
        var plan = TrainingPlanText.Parse(degrees);
        return gpus is null || gpus == plan.Gpus ? plan : throw new SizingException($"The plan {degrees} uses {plan.Gpus} GPUs, but {gpus} were given.");
    }

    /// <summary>Whether two runs are the same; lists of targets are compared by what they hold.</summary>
    private static bool Agree(TrainingRun one, TrainingRun other)
    {
        static TrainingRun Plain(TrainingRun run) => run with { Adapter = null, Optimizer = Optimizer.AdamW };
        return Plain(one) == Plain(other) && one.Optimizer == other.Optimizer
            && one.Adapter?.Targets.SequenceEqual(other.Adapter!.Targets) is null or true
            && (one.Adapter is null || one.Adapter == other.Adapter! with { Targets = one.Adapter.Targets });
    }
}
