using Sizing.Explain;
using Sizing.Notebook.Tables;

namespace Sizing.Notebook;

/// <summary>The rows of a <see cref="Table"/>, grouped by a column; each operation yields one row for each group.</summary>
public sealed class TableGroups
{
    private readonly Table table;
    private readonly int key;

    internal TableGroups(Table table, string columnName)
    {
        this.table = table;
        key = table.Columns.IndexOf(columnName);
    }

    /// <summary>Returns how many rows each group has.</summary>
    public Table Count() => new(
        [table.Columns[key], new Column(Labels.Count, nameof(Count))],
        Groups().Select(group => (IReadOnlyList<object?>)[group.Key, group.Rows.Count]),
        table.Title);

    /// <summary>Returns the sum of every numeric column.</summary>
    public Table Sum() => Fold(Amount.Sum);

    /// <summary>Returns the smallest value of every numeric column.</summary>
    public Table Min() => Fold(amounts => amounts.Min());

    /// <summary>Returns the largest value of every numeric column.</summary>
    public Table Max() => Fold(amounts => amounts.Max());

    /// <summary>Returns the mean of every numeric column.</summary>
    public Table Mean() => Fold(TableShapes.MeanOf);

    private Table Fold(Func<IReadOnlyList<Amount>, Amount> fold)
    {
        List<int> numeric = [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != key && table.IsNumeric(column))];
        return new(
            numeric.Select(column => table.Columns[column]).Prepend(table.Columns[key]),
            Groups().Select(group => (IReadOnlyList<object?>)[group.Key, .. numeric.Select(column => TableShapes.Fold(group.Rows, column, fold))]),
            table.Title);
    }

    private IEnumerable<(object? Key, IReadOnlyList<Row> Rows)> Groups() => table.Rows
        .GroupBy(row => row.Cells[key].Text)
        .Select(group => (group.First().Values[key], (IReadOnlyList<Row>)[.. group]));
}
