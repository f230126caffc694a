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
