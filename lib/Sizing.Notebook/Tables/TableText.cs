using System.Text;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.Tables;

/// <summary>A table as text, Markdown and CSV.</summary>
internal static class TableText
{
    internal static string Aligned(Table table)
    {
        int[] widths = [.. Enumerable.Range(0, table.Columns.Count).Select(column =>
            table.Rows.Select(row => row.Cells[column].Text.Length).Append(table.Columns[column].Name.Length).Max())];
        bool[] right = [.. Enumerable.Range(0, table.Columns.Count).Select(table.IsNumeric)];
        string Line(IEnumerable<string> texts) => string.Join("  ", texts.Select((text, column) =>
            right[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]))).TrimEnd();

        var lines = table.Rows.Select(row => Line(row.Cells.Select(cell => cell.Text)))
            .Prepend(Line(widths.Select(width => new string('-', width))))
            .Prepend(Line(table.Columns.Select(column => column.Name)));
        return string.Join('\n', table.Title is null ? lines : lines.Prepend(table.Title));
    }

    internal static string Markdown(Table table)
    {
        static string Line(IEnumerable<string> texts) => $"| {string.Join(" | ", texts)} |\n";
        var output = new StringBuilder(Line(table.Columns.Select(column => EscapeMarkdown(column.Name))));
        output.Append(Line(Enumerable.Range(0, table.Columns.Count).Select(column => table.IsNumeric(column) ? "---:" : "---")));
        foreach (var row in table.Rows)
            output.Append(Line(row.Cells.Select(cell => EscapeMarkdown(cell.Text))));
        return output.ToString();
    }

    internal static string Csv(Table table)
    {
        static string Line(IEnumerable<string> texts) => $"{string.Join(',', texts.Select(Quote))}\r\n";
        var output = new StringBuilder(Line(table.Columns.Select(column => column.Name)));
        foreach (var row in table.Rows)
            output.Append(Line(row.Cells.Select((cell, column) => cell.Exact ?? (row.Values[column] is null ? "" : cell.Text.TrimStart(BreakdownTable.Indent)))));
        return output.ToString();
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string EscapeMarkdown(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");
}
