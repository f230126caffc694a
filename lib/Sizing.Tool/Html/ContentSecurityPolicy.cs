using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Html;

/// <summary>
/// The policy of a page: nothing may be fetched, and a script or style runs only if it is, by its hash, one that this
/// exporter wrote. Style attributes (Temml's spacing, the alignment of Markdown columns) are allowed one by one, by hash.
/// </summary>
internal sealed partial class ContentSecurityPolicy
{
    private readonly List<string> scripts = [];
    private readonly List<string> styles = [];

    /// <summary>Lets a script with exactly this text run.</summary>
    internal void AllowScript(string text) => scripts.Add(Hash(text));

    /// <summary>Lets WebAssembly be compiled from bytes that the page holds.</summary>
    internal void AllowWebAssembly() => scripts.Add("'wasm-unsafe-eval'");

    /// <summary>Lets scripts of the page's own folder run: the files that the pages of a site share.</summary>
    internal void AllowOwnFiles() => scripts.Add("'self'");

    /// <summary>Lets a style sheet with exactly this text apply.</summary>
    internal void AllowStyle(string text) => styles.Add(Hash(text));

    /// <summary>The value of the policy for a page with this body.</summary>
    internal string For(string body)
    {
        var attributes = StyleAttribute().Matches(body).Select(m => Hash(WebUtility.HtmlDecode(m.Groups[1].Value)))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var attributePolicy = attributes.Count == 0 ? "'none'" : "'unsafe-hashes' " + string.Join(' ', attributes);
        return $"default-src 'none'; script-src {Sources(scripts)}; style-src {Sources(styles)}; "
            + $"style-src-attr {attributePolicy}; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static string Sources(List<string> hashes) => hashes.Count == 0 ? "'none'" : string.Join(' ', hashes);

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("<[^<>]*\\sstyle=\"([^\"]*)\"")]
    private static partial Regex StyleAttribute();
}
