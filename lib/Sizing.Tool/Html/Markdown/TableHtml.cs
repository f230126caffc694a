using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Sizing.Tool.Html.Markdown;

/// <summary>Writes a Markdown table with scoped headings, in a box that scrolls by itself on narrow screens.</summary>
internal sealed class TableHtml : HtmlTableRenderer
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        foreach (var cell in table.OfType<TableRow>().Where(row => row.IsHeader).SelectMany(row => row.OfType<TableCell>()))
            cell.GetAttributes().AddPropertyIfNotExist("scope", "col");
        renderer.EnsureLine();
        renderer.Write("<div class=\"scroll\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
