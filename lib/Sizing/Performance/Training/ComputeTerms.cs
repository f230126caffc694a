using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>Speed, time and cost of a run as trees.</summary>
public static class ComputeTerms
{
    /// <summary>Tokens per second of all GPUs.</summary>
    /// <param name="tokens">D: tokens of a step.</param>
    /// <param name="seconds">t: time of a step.</param>
    [Formula("D / t")]
    [Source("definition of a rate", "tokens of a step over its time")]
    public static double Rate(double tokens, double seconds) => tokens / seconds;

    /// <summary>GPU-hours of some tokens.</summary>
    /// <param name="tokens">D: tokens.</param>
    /// <param name="gpus">G: GPUs.</param>
    /// <param name="rate">R: tokens per second of all GPUs.</param>
    [Formula("D · G / (3600 · R)")]
    [Source("definition of a GPU-hour", "one GPU for 3600 seconds")]
    public static double GpuHours(double tokens, int gpus, double rate) => tokens / rate * gpus / 3600;

    /// <summary>Dollars of some GPU-hours.</summary>
    /// <param name="hours">h: GPU-hours.</param>
    /// <param name="price">c: dollars of one.</param>
    [Formula("h · c")]
    [Source("rental prices", "are quoted by the GPU-hour")]
    public static double Cost(double hours, double price) => hours * price;

    /// <summary>Model FLOPs utilization: what the mathematics needs, of what the GPUs could compute in the time.</summary>
    /// <param name="flops">F: model FLOPs of a token.</param>
    /// <param name="tokens">D: tokens of a step.</param>
    /// <param name="seconds">t: time of a step.</param>
    /// <param name="gpus">G: GPUs.</param>
    /// <param name="peak">X: dense peak of a GPU.</param>
    [Formula("F · D / (t · G · X)")]
    [Source("Chowdhery et al., PaLM, arXiv:2204.02311", "§4.1")]
    public static double Utilization(double flops, double tokens, double seconds, int gpus, double peak) => flops * tokens / (seconds * gpus * peak);

    /// <summary>Kilowatt-hours of some GPU-hours at the boards' rated power, an upper bound of the boards alone.</summary>
    /// <param name="hours">h: GPU-hours.</param>
    /// <param name="watts">P: rated power of one GPU.</param>
    [Formula("h · P / 1000")]
    [Source("definition of a kilowatt-hour", "1000 watts for an hour")]
    public static double Energy(double hours, double watts) => hours * watts / 1000;

    /// <summary>Speed and share of the peak, and, of a run that names tokens, hours, cost and energy.</summary>
    internal static IEnumerable<Term> Of(TrainingRun run, TrainingCompute compute)
    {
        yield return Mfu(compute);
        yield return Speed(compute);
        if (run.Tokens is not { } tokens)
            yield break;
        var hours = Hours(compute, tokens);
        yield return hours;
        if (run.DollarsPerGpuHour is { } price)
            yield return CostOf(compute, tokens, Term.Given("Price of a GPU-hour", TermKind.Other, Amount.Of(price, Unit.Dollars), new("given", "price")));
        if (compute.Watts is { } watts)
            yield return Term.Computed(
                "Energy of the boards at rated power, kWh", TermKind.Other, Amount.Of(compute.KilowattHours!.Value), Energy,
                new("h", "GPU-hours", hours.Value, hours), new("P", "rated power of one GPU", Amount.Of(watts, Unit.Watts))) with
            { Scope = Scope.Cluster };
    }

    private static Term Mfu(TrainingCompute compute) => Term.Computed(
        "Model FLOPs utilization", TermKind.Other, Amount.Of(compute.Mfu), Utilization,
        new("F", "model FLOPs of a token", compute.ModelFlops.Value, compute.ModelFlops), new("D", "tokens of a step", Amount.Of(compute.TokensPerStep, Unit.Tokens)),
        new("t", compute.Step.Name, compute.Step.Value), new("G", "GPUs", compute.Gpus), new("X", "dense peak of a GPU", Amount.Of(compute.PeakFlopsPerSecond, Unit.FlopsPerSecond))) with
    { Scope = Scope.Cluster };

    /// <summary>Tokens per second of all GPUs, with what they follow from.</summary>
    internal static Term Speed(TrainingCompute compute) => Term.Computed(
        "Tokens per second of all GPUs", TermKind.Other, Amount.Of(compute.TokensPerSecond, Unit.TokensPerSecond), Rate,
        new("D", "tokens of a step", Amount.Of(compute.TokensPerStep, Unit.Tokens)), new("t", compute.Step.Name, compute.Step.Value, compute.Step)) with
    { Scope = Scope.Cluster };

    /// <summary>GPU-hours of some tokens, with what they follow from.</summary>
    internal static Term Hours(TrainingCompute compute, double tokens)
    {
        var speed = Speed(compute);
        return Term.Computed(
            $"GPU-hours of {Amount.Of(tokens, Unit.Tokens)}", TermKind.Other, Amount.Of(GpuHours(tokens, compute.Gpus, compute.TokensPerSecond)), GpuHours,
            new("D", "tokens", Amount.Of(tokens, Unit.Tokens)), new("G", "GPUs", compute.Gpus), new("R", speed.Name, speed.Value, speed)) with
        { Scope = Scope.Cluster };
    }

    /// <summary>Dollars of some tokens, with what they follow from.</summary>
    internal static Term CostOf(TrainingCompute compute, double tokens, Term price)
    {
        var hours = Hours(compute, tokens);
        return Term.Computed(
            $"Cost of {Amount.Of(tokens, Unit.Tokens)}", TermKind.Other, Amount.Of(Cost(hours.Value.Value, price.Value.Value), Unit.Dollars), Cost,
            new("h", "GPU-hours", hours.Value, hours), new("c", price.Name, price.Value, price)) with
        { Scope = Scope.Cluster };
    }
}
