using Sizing.Notebook;

namespace Sizing.Tool.Verbs;

/// <summary>A training estimate as tables: what is alive at the peak, and the events of a step.</summary>
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
    }
}
