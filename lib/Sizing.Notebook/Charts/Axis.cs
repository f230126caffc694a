namespace Sizing.Notebook.Charts;

/// <summary>An axis: what it shows, in which unit, and whether equal steps are equal ratios.</summary>
internal sealed record Axis(string Name, UnitScale Scale, bool IsLog = false)
{
    /// <summary>The name with the unit.</summary>
    internal string Title => Scale.Symbol.Length == 0 ? Name : $"{Name} ({Scale.Symbol})";
}
