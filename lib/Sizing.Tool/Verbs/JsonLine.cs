using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sizing.Tool.Verbs;

/// <summary>Prints answers as JSON: camelCase keys, one object per line.</summary>
internal static class JsonLine
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object as one line; its keys are the names of its properties, in their order.</summary>
    internal static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
