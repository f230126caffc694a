using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Train;

/// <summary>A training estimate as tables: what is alive at the peak, the events of a step, its time, and the switches of the framework.</summary>
internal static class TrainTables
{
    internal static IEnumerable<Table> Of(TrainingEstimate estimate)
    {
        yield return estimate.Memory.PeakEvent.Children
            .Select(term => new { Term = term.Name, Bytes = new Bytes(term.Value.Whole) }).ToTable($"Alive at the peak: {estimate.PeakEvent}");
        yield return estimate.Memory.LayerTensors
            .Select(tensor => new { Tensor = tensor.Name, Bytes_per_token = Math.Round(tensor.BytesPerToken, 1) }).ToTable("What a layer computes for its backward pass, on one GPU");
        yield return estimate.Memory.Peak.Children
            .Select(term => new { Event = term.Name, Bytes = new Bytes(term.Value.Whole) }).ToTable("Events of a step");
        yield return estimate.Compute.Step.Children
            .Select(term => new { Part = term.Name, Seconds = Math.Round(term.Value.Value, 4) }).ToTable("Time of a step");
        yield return Switches(estimate.Run.Framework);
    }

    internal static IEnumerable<Table> Of(PreferenceEstimate estimate)
    {
        yield return estimate.Peak.Children.Select(phase => new { Phase = phase.Name, Bytes = new Bytes(phase.Value.Whole) }).ToTable("Phases of a step");
        yield return estimate.PeakPhase.Children
            .Select(term => new { Resident = term.Name, Bytes = new Bytes(term.Value.Whole) }).ToTable($"Resident in phase {estimate.PeakPhase.Name}");
        yield return Switches(estimate.Run.Policy.Framework);
    }

    internal static Table Of(TrainLimits limits) => limits.Rows().Select(row => new { row.Question, row.Answer }).ToTable("What still fits, the other settings unchanged");

    private static Table Switches(TrainingFramework framework) =>
        framework.Switches.Select(pair => new { Switch = pair.Name, Setting = pair.Word }).ToTable($"Switches of framework {framework.Name}");
}
