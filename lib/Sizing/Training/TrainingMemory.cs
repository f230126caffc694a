using Sizing.Explain;

namespace Sizing.Training;

/// <summary>Memory of the most loaded GPU of a run, and of its host.</summary>
public sealed record TrainingMemory
{
    /// <summary>The peak: the maximum over the events of a step, each with what is alive then.</summary>
    public required Term Peak { get; init; }

    /// <summary>The event at which memory peaks.</summary>
    public required Term PeakEvent { get; init; }

    /// <summary>What is alive between steps: states, the micro-batch, and workspaces of libraries.</summary>
    public required Term Steady { get; init; }

    /// <summary>The states between steps alone, or null when none is on the GPU.</summary>
    public Term? States { get; init; }

    /// <summary>What the process takes on the device: allocator, context, communication.</summary>
    public required Term Device { get; init; }

    /// <summary>Host memory of one GPU's share of offloaded states and checkpoints, or null when nothing is offloaded.</summary>
    public Term? HostMemory { get; init; }

    /// <summary>One GPU's share of the states on NVMe drives, or null when there are none.</summary>
    public Term? NvmeStorage { get; init; }

    /// <summary>The bytes of <see cref="HostMemory"/>.</summary>
    public Bytes Host => new(HostMemory?.Value.Whole ?? 0);

    /// <summary>The bytes of <see cref="NvmeStorage"/>.</summary>
    public Bytes Nvme => new(NvmeStorage?.Value.Whole ?? 0);

    /// <summary>Trained parameters of the whole model.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>What each layer keeps per token, tensor by tensor, for the layer that keeps most.</summary>
    public required IReadOnlyList<SavedTensor> LayerTensors { get; init; }

    /// <summary>Tensors at the peak.</summary>
    public Bytes PeakBytes => new(Peak.Value.Whole);

    /// <summary>States between steps.</summary>
    public Bytes StateBytes => new(States?.Value.Whole ?? 0);

    /// <summary>Tensors between steps.</summary>
    public Bytes SteadyBytes => new(Steady.Value.Whole);

    /// <summary>What the caching allocator reserves.</summary>
    public Bytes Reserved => PeakBytes + new Bytes(Device.Children[1].Value.Whole);

    /// <summary>The bytes of one kind at the peak.</summary>
    public Bytes AtPeak(TermKind kind) => new(PeakEvent.Children.Where(term => term.Kind == kind).Sum(term => term.Value.Whole));

    /// <summary>The memory of a run: of the pipeline stage that needs most.</summary>
    public static TrainingMemory Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var lines = PipelineStage.Candidates(run).Select(stage => new Timeline(run, stage)).ToList();
        var events = lines.Select(line => (Line: line, Events: line.Events())).ToList();
        var worst = events.MaxBy(pair => pair.Events.Max(term => term.Value.Whole));
        var peak = Term.Maximum("Peak memory", TermKind.Other, [.. events.SelectMany(pair => pair.Events)]);
        return new()
        {
            Peak = peak,
            PeakEvent = peak.Children.MaxBy(term => term.Value.Whole)!,
            Steady = worst.Line.Steady(),
            States = worst.Line.Resident(),
            Device = OnDevice(run, new(peak.Value.Whole)),
            HostMemory = OffloadedMemory.Host(run, worst.Line),
            NvmeStorage = OffloadedMemory.Nvme(run, worst.Line),
            TrainableParameters = Trainable(run),
            LayerTensors = worst.Line.Activations.Largest.Tensors(),
        };
    }

    /// <summary>What the caching allocator reserves beyond the tensors at the peak: blocks that fit nothing else.</summary>
    /// <param name="peak">M: tensors at the peak.</param>
    /// <param name="share">x: share of the framework's row.</param>
    [Formula("x · M")]
    [Source("data/training/frameworks.csv", "reserved_percent")]
    public static Bytes Fragmentation(Bytes peak, double share) => new((long)(peak.Count * share));

    /// <summary>What the process takes on the device for tensors of a size.</summary>
    internal static Term OnDevice(TrainingRun run, Bytes peak)
    {
        var framework = run.Framework;
        var unused = Fragmentation(peak, framework.ReservedOverhead);
        return Term.Sum(
            "Memory of the process", TermKind.Other,
            [
                Term.Given("Tensors at the peak", TermKind.Other, peak),
                Term.Computed("Reserved but unused", TermKind.Overhead, unused, Fragmentation, new Input("x", "share of the framework's row", framework.ReservedOverhead), new Input("M", "tensors at the peak", peak)),
                .. Timeline.Some("Context and kernels", TermKind.Overhead, framework.Context, framework.Source),
                .. run.Plan.Gpus > 1 ? Timeline.Some("Communication library", TermKind.Overhead, framework.Communication, framework.Source) : [],
            ]);
    }

    private static long Trainable(TrainingRun run) =>
        run.Adapter is { } adapter ? adapter.TrainedParameters(run.Model) : run.Model.Tensors().Sum(tensor => tensor.Elements);
}
