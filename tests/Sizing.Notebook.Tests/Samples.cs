using Sizing.Explain;

namespace Sizing.Notebook.Tests;

/// <summary>Small results to show, with numbers that are easy to check.</summary>
internal static class Samples
{
    internal const string Hostile = "<script>alert('x')</script>\" onload=\"x & \u0001";

    internal static readonly Deployment[] Deployments =
    [
        new("Llama-3-8B", "RTX 4090", 4_096, Memory(15, 2, 1), Bytes.FromGiB(6)),
        new("Llama-3-8B", "H100", 8_192, Memory(15, 4, 1), Bytes.FromGiB(60)),
        new("Llama-2-13B", "RTX 4090", 4_096, Memory(24.5, 3, 1.5), Bytes.FromGiB(-5)),
        new("Llama-2-13B", "H100", 8_192, Memory(24.5, 6, 1.5), Bytes.FromGiB(48)),
    ];

    internal static Term Memory(double weights, double kvCache, double overhead) => Term.Sum(
        "Memory",
        TermKind.Other,
        Term.Given("Weights", TermKind.Weights, Bytes.FromGiB(weights), new("config.json", "row 1")),
        Term.Given("KV cache", TermKind.KvCache, Bytes.FromGiB(kvCache)),
        Term.Given("Overhead", TermKind.Overhead, Bytes.FromGiB(overhead)));

    /// <summary>A2's own example: 7 billion parameters with AdamW.</summary>
    internal static Term Training() => RulesOfThumb.TrainingOfA2(7_000_000_000, 3);

    internal static Chart Bars() => Chart
        .StackedBars(Deployments, row => $"{row.Model} on {row.Gpu}", row => row.Memory, row => Bytes.FromGiB(24))
        .WithTitle("Memory per GPU");

    internal static Chart Lines() => Chart
        .Lines(Deployments, row => row.Context, row => row.Memory.Children[1].Value, row => row.Model)
        .WithTitle("KV cache by context")
        .WithAxes("Context", "KV cache")
        .WithCapacity("RTX 4090", Bytes.FromGiB(24));

    internal static Chart Scatter() => Chart.Scatter(Deployments, row => row.Context, row => row.RoomLeft, row => row.Model, row => row.Gpu);

    internal static Chart Heatmap() => Chart.Heatmap(Deployments, row => row.Gpu, row => row.Model, row => row.RoomLeft);

    /// <summary>One of every display, with hostile names in it.</summary>
    internal static IEnumerable<Display> Displays(string name)
    {
        var term = Term.Sum(name, TermKind.Other, Term.Given(name, TermKind.Weights, new Bytes(1_000), new(name, name)) with { Note = name }, Training());
        var rows = Deployments.Select((row, index) => row with { Model = $"{name} {index}", Gpu = name });
        yield return rows.ToTable(name);
        yield return Breakdown.Of(term);
        yield return Compare.Of(term, Training(), name, name);
        yield return FormulaCard.Of(Training().Children[1]);
        yield return FormulaCard.For(RulesOfThumb.OptimizerOfA2);
        yield return new Takeaway(name);
        yield return Callout.Note(name);
        yield return Callout.Warning(name);
        yield return new Exercise(name, term, name);
        yield return Chart.StackedBars(rows, row => row.Model, row => row.Memory).WithTitle(name).WithAxes(name, name).WithCapacity(name, new Bytes(5));
        yield return Chart.StackedBars(rows, row => row.Model, (name, TermKind.Free, row => row.Memory.Value));
        yield return Chart.Lines(rows, row => row.Context, row => row.RoomLeft, row => row.Model).WithTitle(name).WithCapacity(name, new Bytes(5));
        yield return Chart.Scatter(rows, row => row.Context, row => row.RoomLeft, row => row.Model, row => row.Gpu).WithTitle(name);
        yield return Chart.Heatmap(rows, row => row.Gpu, row => row.Model, row => row.RoomLeft).WithTitle(name);
    }

    internal sealed record Deployment(string Model, string Gpu, int Context, Term Memory, Bytes RoomLeft);
}
