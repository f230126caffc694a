using System.Net;
using System.Reflection;
using System.Text;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>Where a page's numbers come from: the notebook, the version of the library, the date of the data, the parameters. No clock.</summary>
internal static class ProvenanceHtml
{
    /// <summary>The HTML of the footer.</summary>
    internal static string Of(Labels labels, string? notebook, IReadOnlyList<NotebookParameter> parameters)
    {
        var list = new StringBuilder($"<p class=\"footer-title\">{Escape(labels["provenance"])}</p>\n<dl>\n");
        if (notebook is not null)
            Add(list, labels["notebook"], Escape(notebook));
        Add(list, labels["library"], Escape($"{labels["product"]} {LibraryVersion}"));
        Add(list, labels["dataDate"], Escape(Catalog.Gpus.Max(gpu => gpu.AsOf)!));
        if (parameters.Count > 0)
            Add(list, labels["parameters"], Of(parameters));
        return list.Append("</dl>\n").ToString();
    }

    /// <summary>Parameters as code.</summary>
    internal static string Of(IEnumerable<NotebookParameter> parameters) =>
        string.Join(", ", parameters.Select(each => $"<code>{Escape(each.Name)} = {Escape(each.Literal)}</code>"));

    private static string LibraryVersion =>
        typeof(SizingException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void Add(StringBuilder list, string term, string html) => list.Append($"<div><dt>{Escape(term)}</dt><dd>{html}</dd></div>\n");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
