using Sizing.Explain;

namespace Sizing;

/// <summary>What preference or reinforcement tuning needs on each GPU: the phase at which memory peaks, and the policy's own estimate.</summary>
/// <param name="Run">The run.</param>
/// <param name="Peak">The phases with what is resident in each; their maximum.</param>
/// <param name="Device">What the process takes on the device.</param>
/// <param name="Policy">The training of the policy alone.</param>
[TypeFormatterSource]
public sealed record PreferenceEstimate(PreferenceRun Run, Term Peak, Term Device, TrainingEstimate Policy) : IEstimate
{
    /// <summary>Whether the process fits the memory that one GPU offers.</summary>
    public bool Fits => new Bytes(Device.Value.Whole) <= Run.Policy.Gpu.UsableMemory;

    /// <summary>The phase at which memory peaks.</summary>
    public Term PeakPhase => Peak.Children.MaxBy(phase => phase.Value.Whole)!;

    /// <summary>The name of that phase, and of the event of training where it is training.</summary>
    public string PeakEvent => PeakPhase.Name == PreferenceRun.TrainingPhase ? $"{PeakPhase.Name}, {Policy.PeakEvent}" : PeakPhase.Name;

    /// <inheritdoc/>
    public string Subject => $"{Title} of {Run.Policy.Model.Name} on {Run.Policy.Plan.Gpus} × {Run.Policy.Gpu.Name}";

    private string Title => Run.Method is PreferenceMethod.Reward ? "Reward model" : Run.Method.ToString().ToUpperInvariant();

    /// <inheritdoc/>
    public string Summary =>
        $"{(Fits ? "Fits" : "Does not fit")}: {Device.Value} of {Run.Policy.Gpu.UsableMemory} per GPU; memory peaks at {Peak.Value} ({PeakEvent}).";

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => [Peak, Device];

    /// <summary>Returns the summary.</summary>
    public override string ToString() => $"{Subject}. {Summary}";
}
