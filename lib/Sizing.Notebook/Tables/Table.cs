using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;

namespace Sizing.Notebook;

/// <summary>
/// Rows and columns as a cell shows them. LINQ over records is the algebra, this is its view; where it has an operation, the
/// operation bears the name and meaning of Microsoft.Data.Analysis.
/// </summary>
public sealed class Table : Display
{
    internal Table(IEnumerable<Column> columns, IEnumerable<IReadOnlyList<object?>> rows, string? title = null)
    {
        Columns = new(columns);
        List<IReadOnlyList<object?>> values = [.. rows];
        List<IReadOnlyList<Cell>> columnCells = [.. Columns.Select((_, column) => ColumnDecimals.Even([.. values.Select(row => Cell.Of(row[column]))]))];
        Rows = [.. values.Select((row, index) => new Row(Columns, row, [.. columnCells.Select(cells => cells[index])]))];
        Title = title;
    }

    /// <summary>The caption, or null.</summary>
    public string? Title { get; }

    /// <summary>The columns.</summary>
    public ColumnCollection Columns { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Returns the table under a caption.</summary>
    public Table WithTitle(string title) => new(Columns, Rows.Select(row => row.Values), title);

    /// <summary>Returns the first rows.</summary>
    public Table Head(int numberOfRows) => With(Rows.Take(numberOfRows));

    /// <summary>Returns the last rows.</summary>
    public Table Tail(int numberOfRows) => With(Rows.TakeLast(numberOfRows));

    /// <summary>Returns the rows that a condition holds for.</summary>
    public Table Filter(Func<Row, bool> condition) => With(Rows.Where(condition));

    /// <summary>Returns the rows sorted by a column, smallest first; what is not known comes last.</summary>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public Table OrderBy(string columnName)
    {
        var index = Columns.IndexOf(columnName);
        return With(Rows.OrderBy(row => row.Cells[index]));
    }

    /// <summary>Returns the rows sorted by a column, largest first.</summary>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public Table OrderByDescending(string columnName)
    {
        var index = Columns.IndexOf(columnName);
        return With(Rows.OrderByDescending(row => row.Cells[index]));
    }

    /// <summary>Groups the rows by the values of a column; the operations of the group make the table.</summary>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public TableGroups GroupBy(string columnName) => new(this, columnName);

    /// <summary>Returns count, smallest, largest and mean of every numeric column.</summary>
    public Table Description() => TableShapes.Describe(this);

    /// <summary>Returns the values of one column laid out by two others: one row and one column for each of their values.</summary>
    /// <param name="row">The column whose values name the rows.</param>
    /// <param name="column">The column whose values name the columns.</param>
    /// <param name="value">The column that fills the cells; of several values for one cell, the first.</param>
    /// <exception cref="SizingException">The table has no such column.</exception>
    public Table Pivot(string row, string column, string value) => TableShapes.Pivot(this, row, column, value);

    /// <summary>Returns the table as CSV (RFC 4180), numbers exact: bytes as whole bytes, others to the digits shown.</summary>
    public string ToCsv() => TableText.Csv(this);

    /// <summary>Returns the table as Markdown.</summary>
    public string ToMarkdown() => TableText.Markdown(this);

    internal override Tag ToTag() => TableHtml.Render(this);

    /// <summary>Returns the table as text with aligned columns.</summary>
    public override string ToString() => TableText.Aligned(this);

    internal Table With(IEnumerable<Row> rows) => new(Columns, rows.Select(row => row.Values), Title);

    internal bool IsNumeric(int column) =>
        Rows.Any(row => row.Cells[column].Number is not null)
        && Rows.All(row => row.Cells[column].Number is not null || row.Cells[column].Text == Labels.Unknown);
}
