namespace Sizing.Notebook;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">The header, in words.</param>
/// <param name="Property">The property that the values come from; it names the column too.</param>
public sealed record Column(string Name, string Property)
{
    internal bool IsCalled(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Property, name, StringComparison.OrdinalIgnoreCase);
}
