using Microsoft.Data.Analysis;

namespace Sizing.Notebook;

/// <summary>The workbook's tables as data frames of Microsoft.Data.Analysis, and back.</summary>
public static class DataFrames
{
    /// <summary>
    /// Returns the table as a data frame. A column of whole amounts holds 64-bit integers (bytes as whole bytes), one of other numbers holds
    /// doubles to the digits shown, any other holds texts; what is not known is null. A unit stands behind the column's name, as in
    /// <c>Weights (B)</c>.
    /// </summary>
    public static DataFrame ToDataFrame(this Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(Enumerable.Range(0, table.Columns.Count).Select(column => ToColumn(table, column)));
    }

    /// <summary>Returns the data frame as a table of the workbook; its own <c>ToTable()</c> makes a <c>System.Data.DataTable</c>.</summary>
    public static Table ToSizingTable(this DataFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new(
            frame.Columns.Select(column => new Column(column.Name, column.Name)),
            frame.Rows.Select(row => (IReadOnlyList<object?>)[.. row]));
    }

    private static DataFrameColumn ToColumn(Table table, int column)
    {
        var name = table.Columns[column].Name;
        if (!table.IsNumeric(column))
            return new StringDataFrameColumn(name, table.Rows.Select(row => row.Values[column] is null ? null : row.Cells[column].Text));
        var numbers = table.Rows.Select(row => row.Cells[column].Number).ToList();
        var units = numbers.OfType<Explain.Amount>().Select(number => number.UnitSymbol).Distinct().ToList();
        if (units is [{ Length: > 0 } unit])
            name = $"{name} ({unit})";
        return numbers.All(number => number is null or { IsExact: true })
            ? new Int64DataFrameColumn(name, numbers.Select(number => number?.Whole))
            : new DoubleDataFrameColumn(name, numbers.Select(number => number?.Value));
    }
}
