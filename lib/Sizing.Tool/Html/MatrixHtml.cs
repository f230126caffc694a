using System.Globalization;
using System.Net;
using System.Text;

namespace Sizing.Tool.Html;

/// <summary>Models by GPUs: what each pair answers, coloured by the room it leaves, with links to its pages.</summary>
internal static class MatrixHtml
{
    /// <summary>The headrooms at which the colour changes; below the first it does not fit.</summary>
    private static readonly double[] Steps = [0, 0.1, 0.3, 0.6];

    internal static string Of(IReadOnlyList<MatrixCell> cells, Labels labels)
    {
        var gpus = cells.Select(cell => cell.Edition.Gpu).Distinct().ToList();
        var html = new StringBuilder($"<p class=\"lead\">{Escape(Lead(cells[0].Asked, labels))}</p>\n<div class=\"scroll\"><table class=\"matrix\">\n<caption>{Escape(labels["matrix"])}</caption>\n<thead><tr><th scope=\"col\">{Escape(labels["matrixModel"])}</th>");
        foreach (var gpu in gpus)
            html.Append($"<th scope=\"col\">{Escape(gpu)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in cells.GroupBy(cell => cell.Edition.Model))
        {
            html.Append($"<tr><th scope=\"row\">{Escape(row.Key)}</th>");
            foreach (var cell in row)
                html.Append(Of(cell, labels));
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Lead(Serving asked, Labels labels) => string.Format(
        CultureInfo.InvariantCulture, labels["matrixLead"], asked.Concurrency, asked.Context is { } tokens ? tokens.ToString("N0", CultureInfo.InvariantCulture) : labels["matrixLongest"]);

    private static string Of(MatrixCell cell, Labels labels)
    {
        var verdict = Escape(labels[cell.Fits ? "matrixFits" : "matrixFitsNot"]);
        var html = new StringBuilder($"<td class=\"heat-{Steps.Count(step => cell.Headroom >= step)}\">");
        html.Append(cell.Lessons is [var only] ? $"<a href=\"{Uri.EscapeDataString(only.PageName)}\">{verdict}</a>" : $"<strong>{verdict}</strong>");
        foreach (var line in cell.Lines)
            html.Append($"<span>{Escape(line)}</span>");
        if (cell.Lessons.Count > 1)
            html.Append("<ul>").AppendJoin("", cell.Lessons.Select(lesson => $"<li><a href=\"{Uri.EscapeDataString(lesson.PageName)}\">{Escape(lesson.Outline.Title)}</a></li>")).Append("</ul>");
        return html.Append("</td>").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
