using System.Collections;

namespace Sizing.Notebook;

/// <summary>The columns of a <see cref="Table"/>, by place or by name.</summary>
public sealed class ColumnCollection : IReadOnlyList<Column>
{
    private readonly IReadOnlyList<Column> columns;

    internal ColumnCollection(IEnumerable<Column> columns) => this.columns = [.. columns];

    /// <summary>How many columns there are.</summary>
    public int Count => columns.Count;

    /// <summary>The column at a place, counted from 0.</summary>
    public Column this[int index] => columns[index];

    /// <summary>The column of a name: its header or the property that it comes from, in any case.</summary>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public Column this[string name] => columns[IndexOf(name)];

    /// <inheritdoc/>
    public IEnumerator<Column> GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].IsCalled(name))
                return index;
        }
        throw new SizingException($"The table has no column '{name}'; it has {string.Join(", ", columns.Select(column => column.Name))}.");
    }
}
