using Sizing.Notebook.Tables;

namespace Sizing.Notebook;

/// <summary>A row of a <see cref="Table"/>.</summary>
public sealed class Row
{
    private readonly ColumnCollection columns;

    internal Row(ColumnCollection columns, IReadOnlyList<object?> values, IReadOnlyList<Cell> cells)
    {
        this.columns = columns;
        Values = values;
        Cells = cells;
    }

    /// <summary>The values, in the order of the columns.</summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>The value in the column of a name.</summary>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public object? this[string name] => Values[columns.IndexOf(name)];

    internal IReadOnlyList<Cell> Cells { get; }

    internal Cell CellOf(string name) => Cells[columns.IndexOf(name)];
}
