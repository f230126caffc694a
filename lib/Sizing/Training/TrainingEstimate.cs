using Sizing.Explain;
using Sizing.Performance;
using Sizing.Training;

namespace Sizing;

/// <summary>What a training run needs: memory of the most loaded GPU with the event at which it peaks, time, cost and energy.</summary>
/// <param name="Run">The run.</param>
/// <param name="Memory">Its memory.</param>
/// <param name="Compute">Its compute.</param>
[TypeFormatterSource]
public sealed record TrainingEstimate(TrainingRun Run, TrainingMemory Memory, TrainingCompute Compute) : IEstimate
{
    /// <summary>Whether the process fits the memory that one GPU offers.</summary>
    public bool Fits => new Bytes(Memory.Device.Value.Whole) <= Run.Gpu.UsableMemory;

    /// <summary>The name of the event at which memory peaks.</summary>
    public string PeakEvent => Memory.PeakEvent.Name;

    /// <inheritdoc/>
    public string Subject => $"Training {Run.Model.Name} on {Run.Plan.Gpus} × {Run.Gpu.Name}";

    /// <inheritdoc/>
    public string Summary =>
        $"{(Fits ? "Fits" : "Does not fit")}: {Memory.Device.Value} of {Run.Gpu.UsableMemory} per GPU; "
        + $"tensors peak at {Memory.PeakBytes} ({PeakEvent}), {Memory.SteadyBytes} between steps; "
        + $"{Compute.TokensPerSecond:N0} tokens/s at {Mfu} % MFU.";

    private string Mfu => (100 * Compute.Mfu).ToString(Compute.Mfu < 0.01 ? "0.0#" : "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms =>
    [
        Memory.Peak, Memory.Steady with { Name = "Between steps" }, Memory.Device, Compute.Step, .. ComputeTerms.Of(Run, Compute),
        .. new[] { Memory.HostMemory, Memory.NvmeStorage }.OfType<Term>(),
    ];

    /// <summary>Returns the summary.</summary>
    public override string ToString() => $"{Subject}. {Summary}";
}
