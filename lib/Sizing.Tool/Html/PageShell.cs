using System.Net;
using System.Text;

namespace Sizing.Tool.Html;

/// <summary>What every page has: the head with its policy, the bar, the main part, the footer, and the scripts.</summary>
internal sealed class PageShell(PageSettings settings)
{
    /// <summary>The id of the main part.</summary>
    internal const string ContentId = "content";

    private readonly Labels labels = settings.Labels;

    private static readonly string[] StyleSheets = ["base.css", "layout.css", "code.css", "tables.css", "display.css", "live.css", "print.css"];

    /// <summary>The title shown in the window.</summary>
    internal required string Title { get; init; }

    /// <summary>One sentence for search engines and previews; may be empty.</summary>
    internal required string Description { get; init; }

    /// <summary>The contents beside the main part, as HTML.</summary>
    internal string Contents { get; init; } = "";

    /// <summary>The main part, as HTML.</summary>
    internal required string Main { get; init; }

    /// <summary>The footer, as HTML.</summary>
    internal required string Footer { get; init; }

    /// <summary>Whether the bar offers to unfold all code.</summary>
    internal bool HasFoldedCode { get; init; }

    /// <summary>The script library of the charts; null where the page has none.</summary>
    internal ChartLibrary? Charts { get; init; }

    /// <summary>The library for the browser; null where the page has nothing to recompute.</summary>
    internal LiveLibrary? Live { get; init; }

    /// <summary>The whole page.</summary>
    internal string ToHtml()
    {
        var policy = new ContentSecurityPolicy();
        var style = string.Concat(StyleSheets.Select(Assets.Text)) + KindColors.Style;
        var script = string.Concat(Scripts().Select(Assets.Text));
        policy.AllowStyle(style);
        policy.AllowScript(script);
        Charts?.Allow(policy);
        Live?.Allow(policy);
        if (settings.IsSite && (Charts is not null || Live is not null))
            policy.AllowOwnFiles();
        var body = Body(script);
        return new StringBuilder()
            .Append($"<!doctype html>\n<html lang=\"{labels.Language}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy.For(body)}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append($"<title>{Text(Title)}</title>\n<meta name=\"description\" content=\"{Text(Description)}\">\n")
            .Append("<link rel=\"icon\" href=\"data:,\">\n")
            .Append($"<style>{style}</style>\n{Charts?.Notice}</head>\n{body}</html>\n")
            .ToString();
    }

    private IEnumerable<string> Scripts() =>
    [
        "theme.js", "code.js", "contents.js", "tables.js", "packed.js",
        .. Charts is null ? Array.Empty<string>() : ["charts.js", "chart-keys.js"],
        .. Live is null ? Array.Empty<string>() : ["live-library.js", "live-answer.js", "live-picture.js", "live-controls.js", "live.js"],
    ];

    private string Body(string script) => $"""
        <body>
        <a class="skip" href="#{ContentId}">{Label("skip")}</a>
        <header class="bar">
        <a class="product" href="index.html">{Logo()}{Text(settings.Product)}</a>
        <div class="tools" hidden>
        {(HasFoldedCode ? $"<button type=\"button\" id=\"show-code\" aria-pressed=\"false\">{Label("showCode")}</button>\n" : "")}<button type="button" id="theme" aria-pressed="false">{Label("theme")}</button>
        </div>
        </header>
        <div class="layout">
        {Contents}<main id="{ContentId}" tabindex="-1">
        {Main}</main>
        </div>
        <footer class="footer">
        {settings.Branding.FooterHtml}{Footer}</footer>
        <script type="application/json" id="labels">{labels.Script}</script>
        {Element(Charts?.Payload)}{Element(Live?.Payload)}<script>{script}</script>
        </body>

        """;

    private string Element(PagePayload? payload) => (settings.IsSite ? payload?.Reference : payload?.Inline) ?? "";

    private string Logo() => settings.Branding.Logo is { } logo ? $"<img class=\"logo\" alt=\"\" src=\"{Text(logo.Address)}\"> " : "";

    private string Label(string name) => Text(labels[name]);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
