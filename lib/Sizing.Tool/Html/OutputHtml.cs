using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Html;

/// <summary>The outputs of a cell as HTML, in their richest form.</summary>
internal static partial class OutputHtml
{
    /// <summary>Longer tables under charts are printed only where a reader has unfolded them.</summary>
    private const int MostPrintedRows = 60;

    private const string Plotly = "application/vnd.plotly.v1+json";
    private const string Svg = "image/svg+xml";
    private const string Png = "image/png";

    /// <summary>The HTML of one output.</summary>
    /// <param name="output">What the cell showed.</param>
    /// <param name="withScripts">Whether a chart also carries its figure for plotly.js.</param>
    /// <param name="withoutAnswers">Whether the answers of exercises are left out.</param>
    internal static string Of(CellOutput output, bool withScripts, bool withoutAnswers = false) => output switch
    {
        StreamOutput stream => $"<pre class=\"stream {(stream.Name == "stderr" ? "stderr" : "stdout")}\">{Escape(stream.Text)}</pre>\n",
        ErrorOutput error => $"<pre class=\"error\">{Escape(string.Join('\n', error.Traceback.DefaultIfEmpty($"{error.Name}: {error.Message}")))}</pre>\n",
        DataOutput data => OfData(data, withScripts, withoutAnswers),
        _ => throw new InvalidOperationException($"An output of type {output.GetType().Name} has no HTML."),
    };

    /// <summary>Whether an output has a figure for plotly.js.</summary>
    internal static bool IsChart(CellOutput output) => output is DataOutput { Data: var data } && data[Plotly] is JsonObject;

    /// <summary>Whether an output can recompute itself.</summary>
    internal static bool IsWhatIf(CellOutput output) =>
        output is DataOutput data && data.Text(MimeTypes.Html)?.StartsWith("<div class=\"sz-what-if\"", StringComparison.Ordinal) == true;

    /// <summary>Whether an output is an exercise.</summary>
    internal static bool IsExercise(CellOutput output) => output is DataOutput data && data.Text(MimeTypes.Html) is { } html && ExerciseHtml.Is(html);

    private static string OfData(DataOutput output, bool withScripts, bool withoutAnswers)
    {
        if (output.Text(MimeTypes.Html) is { } given)
        {
            var html = withoutAnswers ? ExerciseHtml.WithoutAnswers(given) : given;
            return withScripts && output.Data[Plotly] is JsonObject figure ? WithFigure(html, figure) : $"<div class=\"output\">{LaidOut(html)}</div>\n";
        }
        if (output.Text(Svg) is { } svg)
            return $"<figure class=\"output\">{svg}</figure>\n";
        if (output.Text(Png) is { } png)
            return $"<figure class=\"output\"><img alt=\"{Escape(output.Text(MimeTypes.Text) ?? "")}\" src=\"data:image/png;base64,{Escape(png.ReplaceLineEndings(""))}\"></figure>\n";
        return $"<pre class=\"result\">{Escape(output.Text(MimeTypes.Text) ?? "")}</pre>\n";
    }

    /// <summary>The chart's own HTML, which stands until plotly.js replaces its picture, and the figure as data.</summary>
    private static string WithFigure(string html, JsonObject figure) =>
        $"<div class=\"output chart\">{LaidOut(html)}<script type=\"application/json\" class=\"figure\">{figure.ToJsonString(JsonSerializerOptions.Default)}</script></div>\n";

    /// <summary>Tables in boxes that scroll, names in cells on one line, and long tables marked for the printer.</summary>
    private static string LaidOut(string html)
    {
        var boxed = html.Replace("<table", "<div class=\"scroll\"><table", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
        var named = ShortName().Replace(boxed, "<$1 class=\"short\">");
        return DataTable().Replace(named, data => Row().Count(data.Value) is var rows && rows <= MostPrintedRows
            ? data.Value
            : $"{data.Groups[1]} long{data.Groups[2]} data-rows=\"{rows - 1}\">{data.Groups[3]}");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A cell of a few words that reads as one name: a card, a format.</summary>
    [GeneratedRegex("<(th scope=\"row\" align=\"left\"|td align=\"left\"|td)>(?=(?![^<]{19})[^< ]+ [^<]*</)")]
    private static partial Regex ShortName();

    [GeneratedRegex("(<details class=\"sz-data)(\">\\s*<summary)>(.*?</details>)", RegexOptions.Singleline)]
    private static partial Regex DataTable();

    [GeneratedRegex("<tr>|<tr ")]
    private static partial Regex Row();
}
