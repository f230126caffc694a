using System.Globalization;
using System.Text.RegularExpressions;

namespace Sizing;

/// <summary>Some GPUs of one kind that somebody has.</summary>
/// <param name="Gpu">The GPU.</param>
/// <param name="Count">How many of it.</param>
/// <param name="System">The system they are in, or null where none was named.</param>
public sealed partial record GpuGroup(GpuSpec Gpu, int Count, SystemSpec? System = null)
{
    /// <summary>Reads what people write: <c>2x RTX A6000</c>, <c>RTX 4090</c>, <c>DGX H100</c>, <c>2 × DGX H100</c>.</summary>
    /// <exception cref="SizingException">The catalog knows neither a GPU nor a system of the name, or the number is not 1 to 100,000.</exception>
    public static GpuGroup Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Counted().Match(text);
        var count = match.Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 1;
        if (count is < 1 or > 100_000)
            throw new SizingException($"'{text}' names {count:N0} GPUs; name 1 to 100,000.");
        var name = match.Success ? match.Groups["name"].Value : text;
        return Catalog.Systems.FirstOrDefault(system => IsNamed(system, name)) is { } found
            ? new(found.Gpu, count * found.Gpus, found)
            : new(Catalog.Gpu(name), count);
    }

    /// <summary>Groups with those of one GPU and system put together.</summary>
    internal static IReadOnlyList<GpuGroup> Together(IEnumerable<GpuGroup> groups) =>
        [.. groups.GroupBy(group => (group.Gpu, group.System)).Select(same => same.First() with { Count = same.Sum(group => group.Count) })];

    /// <summary>Returns number and GPU: <c>2 × RTX A6000</c>.</summary>
    public override string ToString() => $"{Count} × {Gpu}";

    private static bool IsNamed(SystemSpec system, string name) =>
        system.Aliases.Prepend(system.Name).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*(?<count>\d{1,9})\s*(x|X|×|\*|\s)\s*(?<name>\S.*)$")]
    private static partial Regex Counted();
}
