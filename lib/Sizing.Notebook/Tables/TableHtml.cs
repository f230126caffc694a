using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Tables;

/// <summary>
/// A table as HTML: caption, scoped headers, numbers with their exact value in <c>data-value</c>. The obsolete <c>align</c>
/// attribute keeps numbers aligned where no style sheet is, as on GitHub, which strips classes.
/// </summary>
internal static class TableHtml
{
    internal static Tag Render(Table table)
    {
        bool[] numeric = [.. Enumerable.Range(0, table.Columns.Count).Select(table.IsNumeric)];
        return new(
            "table",
            ("class", "sz-table"),
            table.Title is null ? null : new Tag("caption", table.Title),
            new Tag("thead", new Tag("tr", table.Columns.Select((column, index) => Header(column, numeric[index])))),
            new Tag("tbody", table.Rows.Select(row => new Tag("tr", row.Cells.Select((cell, index) => Render(cell, index == 0, numeric[index]))))));
    }

    private static Tag Header(Column column, bool isNumeric) =>
        new("th", ("scope", "col"), ("class", isNumeric ? "sz-number" : null), ("align", isNumeric ? "right" : "left"), column.Name);

    private static Tag Render(Cell cell, bool isRowHeader, bool isNumeric) => new(
        isRowHeader ? "th" : "td",
        ("scope", isRowHeader ? "row" : null),
        ("class", isNumeric || cell.Number is not null ? "sz-number" : null),
        ("align", isNumeric || cell.Number is not null ? "right" : "left"),
        ("data-value", cell.Exact),
        cell.Text);
}
