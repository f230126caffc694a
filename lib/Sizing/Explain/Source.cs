namespace Sizing.Explain;

/// <summary>Where a number or a formula comes from.</summary>
/// <param name="Title">The paper, repository or data file.</param>
/// <param name="Where">The section, table, file or row.</param>
public sealed record Source(string Title, string Where)
{
    /// <summary>Returns title and place.</summary>
    public override string ToString() => Where.Length == 0 ? Title : $"{Title}, {Where}";
}
