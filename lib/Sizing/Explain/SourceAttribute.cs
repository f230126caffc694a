namespace Sizing.Explain;

/// <summary>Where a formula is published.</summary>
/// <param name="title">The paper, or the repository.</param>
/// <param name="where">The section or table, or the file; an address where there is one.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SourceAttribute(string title, string where) : Attribute
{
    /// <summary>The paper or the repository.</summary>
    public string Title { get; } = title;

    /// <summary>The section, table or file.</summary>
    public string Where { get; } = where;
}
