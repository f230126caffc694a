using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Tables;

/// <summary>
/// A table as HTML: caption, scoped headers, numbers with their exact value in <c>data-value</c>. The obsolete <c>align</c>
/// attribute keeps numbers aligned where no style sheet is, as on GitHub, which strips classes.
/// </summary>
internal static class TableHtml
{
    internal static Tag Render(Table table) => new(
        "table",
        ("class", "sz-table"),
        table.Title is null ? null : new Tag("caption", table.Title),
        new Tag("thead", new Tag("tr", table.Columns.Select((column, index) => Header(column, table.IsNumeric(index))))),
        new Tag("tbody", table.Rows.Select(row => new Tag("tr", row.Cells.Select((cell, index) => Render(cell, index == 0))))));

    private static Tag Header(Column column, bool isNumeric) =>
        new("th", ("scope", "col"), ("class", isNumeric ? "sz-number" : null), ("align", isNumeric ? "right" : "left"), column.Name);

    private static Tag Render(Cell cell, bool isRowHeader) => new(
        isRowHeader ? "th" : "td",
        ("scope", isRowHeader ? "row" : null),
        ("class", cell.Number is null ? null : "sz-number"),
        ("align", cell.Number is null ? "left" : "right"),
        ("data-value", cell.Exact),
        cell.Text);
}
