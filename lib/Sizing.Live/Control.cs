namespace Sizing.Live;

/// <summary>A control of a page.</summary>
/// <param name="Name">The setting that it moves.</param>
/// <param name="IsAutomatic">Whether the library decides when nothing is chosen.</param>
/// <param name="Values">The values to choose from; null for a number.</param>
internal sealed record Control(string Name, bool IsAutomatic, IReadOnlyList<string>? Values)
{
    internal static Control Number(string name, bool isAutomatic = false) => new(name, isAutomatic, null);

    internal static Control List(string name, IEnumerable<string> values, bool isAutomatic = false) => new(name, isAutomatic, [.. values]);

    /// <summary>A control whose values depend on other settings.</summary>
    internal static Control Plan() => new("plan", true, []);
}
