using System.Net;

namespace Sizing.Tool.Html;

/// <summary>What the person who hands a page over puts on it.</summary>
internal sealed record Branding
{
    private const int LongestTitle = 120;
    private const int LongestFooter = 1000;

    /// <summary>The name in the bar and on the index; null for the product's own.</summary>
    internal string? Title { get; init; }

    /// <summary>The picture in the bar, or null.</summary>
    internal LogoImage? Logo { get; init; }

    /// <summary>A line above the origin of the numbers, or null.</summary>
    internal string? Footer { get; init; }

    /// <summary>The branding of the options given.</summary>
    /// <exception cref="SizingException">A text is empty or too long, or the logo is no picture that a page may carry.</exception>
    internal static Branding Of(string? title, string? logo, string? footer) => new()
    {
        Title = Checked("--title", title, LongestTitle),
        Logo = logo is null ? null : LogoImage.Read(logo),
        Footer = Checked("--footer", footer, LongestFooter),
    };

    /// <summary>The footer's line as HTML.</summary>
    internal string FooterHtml => Footer is null ? "" : $"<p class=\"handed-over\">{WebUtility.HtmlEncode(Footer)}</p>\n";

    private static string? Checked(string option, string? text, int longest) => text is null ? null
        : string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) ? throw new SizingException($"{option}: give one line of text.")
        : text.Length > longest ? throw new SizingException($"{option} has {text.Length} characters; give at most {longest}.")
        : text;
}
