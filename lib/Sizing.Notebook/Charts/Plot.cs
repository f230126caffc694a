using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>The data of a chart, and its three drawings: SVG, Plotly figure, table.</summary>
internal abstract record Plot(string Title, Axis X, Axis Y)
{
    internal IReadOnlyList<Capacity> Capacities { get; init; } = [];

    /// <summary>What kind of chart it is, in words.</summary>
    internal abstract string KindName { get; }

    /// <summary>The axis that a capacity stands on, or null.</summary>
    private protected abstract Axis? AxisOfAmounts { get; }

    internal abstract Table Data();

    internal abstract Tag Svg();

    internal abstract JsonObject Figure();

    /// <summary>Returns the plot with equal ratios as equal steps along an axis.</summary>
    /// <exception cref="SizingException">The kind of chart has no such axis, or a value is zero or less.</exception>
    internal virtual Plot WithLog(bool x) => throw new SizingException($"A chart of kind '{KindName}' has no logarithmic axis; lines and points have.");

    /// <summary>Returns the plot with a line at a limit.</summary>
    /// <exception cref="SizingException">The kind of chart has no axis for it, or the limit is in another unit.</exception>
    internal Plot WithCapacity(Capacity capacity)
    {
        var axis = AxisOfAmounts ?? throw new SizingException($"A chart of kind '{KindName}' has no capacity line; bars, lines and points have.");
        if (Values().Any() && UnitScale.For([capacity.Value]).Unit != axis.Scale.Unit)
            throw new SizingException($"The capacity '{capacity.Name}' is in {capacity.Value.Unit} and the chart in {axis.Scale.Unit}; give both in one unit.");
        return this with { Capacities = [.. Capacities, capacity] };
    }

    /// <summary>One sentence for people who cannot see the chart.</summary>
    internal string Summary()
    {
        var limits = Capacities.Select(capacity => $" {capacity.Name}: {capacity.Value}.");
        List<Amount> values = [.. Values()];
        var range = values.Count == 0 ? "" : $", {Labels.Range(values.Min(), values.Max())}";
        return $"{KindName}: {Subject()}{range}.{string.Concat(limits)}";
    }

    /// <summary>A name for the parts of the drawing that refer to each other; equal charts have equal names.</summary>
    internal string Id() =>
        $"sz-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Title}\n{Summary()}\n{Data().ToCsv()}")))[..8]}";

    /// <summary>What is shown by what, and how many there are.</summary>
    private protected abstract string Subject();

    /// <summary>The values shown, for the range in the summary.</summary>
    private protected abstract IEnumerable<Amount> Values();
}
