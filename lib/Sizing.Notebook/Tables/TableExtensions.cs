using System.Reflection;
using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook;

/// <summary>Makes tables from what cells compute.</summary>
public static class TableExtensions
{
    /// <summary>
    /// Returns a table of records or anonymous objects: one column for each public property, with its name in words as header.
    /// Bytes, amounts and numbers keep their exact value.
    /// </summary>
    /// <param name="rows">The records; the table is made at once.</param>
    /// <param name="title">The caption, or null.</param>
    public static Table ToTable<T>(this IEnumerable<T> rows, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<PropertyInfo> properties = [.. typeof(T).GetProperties().Where(property => property.CanRead && property.GetIndexParameters().Length == 0)];
        return new(
            properties.Select(property => new Column(Words.Of(property.Name), property.Name)),
            rows.Select(row => (IReadOnlyList<object?>)[.. properties.Select(property => property.GetValue(row))]),
            title);
    }

    /// <summary>Returns the names, values and shares of a term and of all that it is made of, as a table.</summary>
    public static Table ToTable(this Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return BreakdownTable.Of(term);
    }
}
