using System.Collections;
using System.Text;

namespace Sizing.Notebook.Formatting;

/// <summary>
/// An element of HTML or SVG. Text and attribute values are escaped when it is written, so that no name from a file or an
/// argument can become markup.
/// </summary>
internal sealed class Tag
{
    private static readonly HashSet<string> OwnLine =
    [
        "table", "caption", "thead", "tbody", "tfoot", "tr", "div", "figure", "details", "summary", "p", "dl", "dd", "aside",
        "svg", "defs", "pattern", "title", "desc", "g", "text",
    ];

    private readonly string name;
    private readonly List<(string Name, string Value)> attributes = [];
    private readonly List<object> content = [];

    /// <summary>Makes an element of attributes (pairs; left out when the value is null), text, elements and sequences of elements.</summary>
    internal Tag(string name, params object?[] parts)
    {
        this.name = name;
        foreach (var part in parts)
            Add(part);
    }

    public override string ToString() => Write(new()).ToString().TrimEnd('\n');

    private void Add(object? part)
    {
        switch (part)
        {
            case null:
                break;
            case ValueTuple<string, string?> attribute:
                if (attribute.Item2 is { } value)
                    attributes.Add((attribute.Item1, value));
                break;
            case string or Tag:
                content.Add(part);
                break;
            case IEnumerable parts:
                foreach (var each in parts)
                    Add(each);
                break;
            default:
                throw new ArgumentException($"{part.GetType().Name} is no part of an element.", nameof(part));
        }
    }

    private StringBuilder Write(StringBuilder output)
    {
        output.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
            output.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');
        output.Append('>');
        if (content.Count > 0 && content[0] is Tag first && OwnLine.Contains(first.name))
            output.Append('\n');
        foreach (var part in content)
        {
            if (part is Tag tag)
                tag.Write(output);
            else
                output.Append(Escape((string)part));
        }
        output.Append("</").Append(name).Append('>');
        return OwnLine.Contains(name) ? output.Append('\n') : output;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < ' ' and not '\n' and not '\t' => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }
        return escaped.ToString();
    }
}
