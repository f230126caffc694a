using System.Globalization;

namespace Sizing;

/// <summary>One model of a stack: on which GPUs it is, with which share of their memory.</summary>
/// <param name="Estimate">The model as it is placed.</param>
/// <param name="Devices">The GPUs, counted from 0.</param>
public sealed record StackPlace(ServingEstimate Estimate, IReadOnlyList<int> Devices)
{
    private const int FirstPort = 8000;

    /// <summary>Share of the GPUs' memory that it takes.</summary>
    public double Share => Estimate.Setup.Utilization.Value.Value;

    /// <summary>The line that starts it beside the others, each on a port of its own.</summary>
    /// <param name="index">Its place in the stack, from 0.</param>
    public string? Command(int index) => StartLine.Of(Estimate) is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"CUDA_VISIBLE_DEVICES={string.Join(',', Devices)} {line.Command} --port {FirstPort + index}")
        : null;
}
