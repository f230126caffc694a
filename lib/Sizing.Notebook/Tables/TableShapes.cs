using Sizing.Explain;

namespace Sizing.Notebook.Tables;

/// <summary>Tables made from a table.</summary>
internal static class TableShapes
{
    private static readonly (string Name, Func<IReadOnlyList<Amount>, Amount> Fold)[] Statistics =
    [
        (Labels.Count, amounts => amounts.Count),
        (Labels.Minimum, amounts => amounts.Min()),
        (Labels.Maximum, amounts => amounts.Max()),
        (Labels.Mean, MeanOf),
    ];

    internal static Table Describe(Table table)
    {
        List<int> numeric = [.. Enumerable.Range(0, table.Columns.Count).Where(table.IsNumeric)];
        return new(
            numeric.Select(column => table.Columns[column]).Prepend(new(Labels.Description, nameof(Table.Description))),
            Statistics.Select(statistic =>
                (IReadOnlyList<object?>)[statistic.Name, .. numeric.Select(column => Fold(table.Rows, column, statistic.Fold))]),
            table.Title);
    }

    internal static Table Pivot(Table table, string row, string column, string value)
    {
        List<string> names = [.. table.Rows.Select(each => each.CellOf(column).Text).Distinct()];
        return new(
            names.Select(name => new Column(name, name)).Prepend(table.Columns[row]),
            table.Rows.GroupBy(each => each.CellOf(row).Text).Select(group => (IReadOnlyList<object?>)
            [
                group.First()[row],
                .. names.Select(name => group.FirstOrDefault(each => each.CellOf(column).Text == name)?[value]),
            ]),
            table.Title);
    }

    internal static object? Fold(IReadOnlyList<Row> rows, int column, Func<IReadOnlyList<Amount>, Amount> fold)
    {
        List<Amount> amounts = [.. rows.Select(row => row.Cells[column].Number).OfType<Amount>()];
        return amounts.Count == 0 ? null : fold(amounts);
    }

    internal static Amount MeanOf(IReadOnlyList<Amount> amounts) => Amount.Of(Amount.Sum(amounts).Value / amounts.Count, amounts[0].Unit);
}
