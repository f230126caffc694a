using System.Text.Json;

namespace Sizing.Tool.Html;

/// <summary>Bytes that a page needs to run a library: in the page itself, or in a file beside it that the pages of a site share.</summary>
/// <param name="id">The id of the element that stands for them.</param>
/// <param name="fileName">The name of the file beside.</param>
/// <param name="bytes">The bytes.</param>
internal sealed class PagePayload(string id, string fileName, byte[] bytes)
{
    private readonly string text = PackedText.Of(bytes);

    /// <summary>The name of the file beside.</summary>
    internal string FileName => fileName;

    /// <summary>The element of a page that carries them.</summary>
    internal string Inline => $"<script type=\"application/octet-stream\" id=\"{id}\" data-bytes=\"{bytes.Length}\">{text}</script>\n";

    /// <summary>The element of a page that finds them beside itself.</summary>
    internal string Reference => $"<script type=\"application/octet-stream\" id=\"{id}\" data-file=\"{fileName}\"></script>\n";

    /// <summary>The file beside: a script, because a page opened from disk can read nothing else.</summary>
    internal string File => $"(globalThis.packed ??= {{}})[{JsonSerializer.Serialize(id)}] = {{ bytes: {bytes.Length}, text: {JsonSerializer.Serialize(text, JsonSerializerOptions.Web)} }};\n";
}
