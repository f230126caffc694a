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

    internal abstract Table Data();

    internal abstract Tag Svg();

    internal abstract JsonObject Figure();

    /// <summary>Returns the plot with equal ratios as equal steps along an axis.</summary>
    /// <exception cref="SizingException">The kind of chart has no such axis, or a value is zero or less.</exception>
    internal virtual Plot WithLog(bool x) => throw new SizingException($"A chart of kind '{KindName}' has no logarithmic axis; lines and points have.");

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
