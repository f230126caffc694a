using System.Globalization;
using Sizing.Explain;
using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Answers;

/// <summary>Memory, speed and cost of a training run in one answer.</summary>
public static class TrainingAnswer
{
    private const double Billion = 1e9;

    /// <summary>The answer; the run's own tokens, or a billion, are what time and cost are counted for.</summary>
    /// <exception cref="SizingException">The settings contradict each other.</exception>
    public static Answer Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var estimate = run.Estimate();
        var (memory, compute, tokens) = (estimate.Memory, estimate.Compute, run.Tokens ?? Billion);
        var price = GpuHour.Rented(run.Gpu, run.System, new() { RentPerGpuHour = run.DollarsPerGpuHour });
        var cost = price is null ? ComputeTerms.Hours(compute, tokens) : ComputeTerms.CostOf(compute, tokens, price);
        return new()
        {
            Subject = estimate.Subject,
            Summary = estimate.Summary,
            Fits = estimate.Fits,
            Capacity = run.Gpu.UsableMemory,
            Figures = [.. OfMemory(estimate), .. OfCompute(compute, tokens), .. price is null ? [] : new Figure[] { new(cost.Name, cost.Value.ToString(), $"at {price.Value} an hour") }],
            Terms = [WithParts(memory), memory.Peak, memory.Steady with { Name = "Between steps" }, cost],
            Settings = SettingsOf(run, price),
        };
    }

    /// <summary>The memory of the process, with what is alive at the peak in the place of its sum.</summary>
    private static Term WithParts(TrainingMemory memory) =>
        Term.Sum(memory.Device.Name, memory.Device.Kind, [memory.PeakEvent with { Name = $"Tensors at the peak ({memory.PeakEvent.Name})" }, .. memory.Device.Children.Skip(1)]);

    private static IEnumerable<Figure> OfMemory(TrainingEstimate estimate)
    {
        var memory = estimate.Memory;
        yield return new("Memory per GPU", memory.Device.Value.ToString(), $"of {estimate.Run.Gpu.UsableMemory} that a process can use");
        yield return new("Room left", (estimate.Run.Gpu.UsableMemory - new Bytes(memory.Device.Value.Whole)).ToString());
        yield return new("Between steps", memory.SteadyBytes.ToString(), $"the peak comes at: {estimate.PeakEvent}");
        if (memory.Host > Bytes.Zero)
            yield return new("Memory of the host per GPU", memory.Host.ToString());
        yield return new("Trained parameters", Amount.Exact(memory.TrainableParameters, Unit.Parameters).ToString());
    }

    private static IEnumerable<Figure> OfCompute(TrainingCompute compute, double tokens)
    {
        var (low, high) = compute.MfuRange;
        yield return new("Tokens per second of all GPUs", compute.TokensPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            low < high ? $"{compute.TokensPerSecond * low / compute.Mfu:N0} to {compute.TokensPerSecond * high / compute.Mfu:N0}" : "");
        yield return new("Share of the peak (MFU)", $"{100 * compute.Mfu:0.#} %");
        yield return new($"Days for {Amount.Of(tokens, Unit.Tokens)}", (tokens / compute.TokensPerSecond / 86_400).ToString("N2", CultureInfo.InvariantCulture));
    }

    private static IReadOnlyList<(string Name, string Value)> SettingsOf(TrainingRun run, Term? price) => SettingText.Given(
        ("model", run.Model.Name),
        ("gpu", run.Gpu.Name),
        ("gpus", SettingText.Of(run.Plan.Gpus)),
        ("plan", TrainingPlanText.Of(run.Plan)),
        ("framework", run.Framework.Name),
        ("method", TrainingNames.MethodOf(run)),
        ("rank", SettingText.Of(run.Adapter?.Rank ?? run.Optimizer.Rank)),
        ("precision", TrainingNames.Precisions.NameOf(run.Precision)),
        ("optimizer", run.Optimizer.Name),
        ("recompute", TrainingNames.Recomputes.NameOf(run.Recompute)),
        ("zero", TrainingNames.ZeroStages.NameOf(run.Plan.Sharding)),
        ("sequence", SettingText.Of(run.Sequence)),
        ("micro-batch", SettingText.Of(run.MicroBatch)),
        ("accumulation", SettingText.Of(run.Accumulation)),
        ("tokens", SettingText.Of(run.Tokens)),
        ("price", SettingText.Of(price?.Value.Value)));
}
