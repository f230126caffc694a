using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>JSON as Jupyter writes it: keys sorted, indented by one space, only quotes, backslashes and controls escaped.</summary>
internal static class JsonText
{
    /// <summary>The text of a value, without a final newline.</summary>
    internal static string Of(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } pairs:
                var sorted = pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal);
                WriteItems(text, '{', sorted, '}', depth, pair =>
                {
                    WriteString(text, pair.Key);
                    text.Append(": ");
                    Write(text, pair.Value, depth + 1);
                });
                break;
            case JsonArray { Count: > 0 } items:
                WriteItems(text, '[', items, ']', depth, item => Write(text, item, depth + 1));
                break;
            case JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String:
                WriteString(text, leaf.GetValue<string>());
                break;
            default:
                text.Append(value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, char open, IEnumerable<T> items, char close, int depth, Action<T> write)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator).Append('\n').Append(' ', depth + 1);
            write(item);
            separator = ",";
        }
        text.Append('\n').Append(' ', depth).Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }
        text.Append('"');
    }
}
