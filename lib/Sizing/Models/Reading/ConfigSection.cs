using System.Text.Json;

namespace Sizing.Models.Reading;

/// <summary>
/// An object of a <c>config.json</c>, read key by key with bounds. A null value counts as an absent key, except that an absent whole number
/// may have a default where a null has none; every refusal is one sentence that names the key and the file.
/// </summary>
internal sealed class ConfigSection(JsonElement element, string file, string path = "", IReadOnlyDictionary<string, int>? defaults = null)
{
    private const int LargestNumber = 1 << 30;
    private const int LongestList = 8_192;
    private const int LongestText = 16_384;

    /// <summary>Name of the file or model, for messages.</summary>
    internal string File => file;

    /// <summary>The JSON itself.</summary>
    internal JsonElement Element => element;

    /// <summary>The same object, whose absent whole numbers are these.</summary>
    internal ConfigSection With(IReadOnlyDictionary<string, int> numbers) => new(element, file, path, numbers);

    /// <summary>Whether the key is present and not null.</summary>
    internal bool Has(string key) => Find(key) is not null;

    /// <summary>The first key that is present, as a whole number from 0 up; else its default, or null.</summary>
    internal int? Int(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { } value)
                return Whole(key, value, 0);
        return Default(keys);
    }

    /// <summary>The first key that is present, as a whole number from 1 up; else its default, or null.</summary>
    internal int? Positive(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Find(key) is { } value)
                return Whole(key, value, 1);
        return Default(keys);
    }

    /// <summary>As <see cref="Positive"/>, for a key that the architecture cannot do without.</summary>
    internal int Required(params ReadOnlySpan<string> keys) =>
        Positive(keys) ?? throw Refuse($"has no {Quoted(keys[0])}; this architecture needs it");

    /// <summary>As <see cref="Required"/>, with an upper bound.</summary>
    internal int RequiredUpTo(int largest, params ReadOnlySpan<string> keys)
    {
        var value = Required(keys);
        return value <= largest ? value : throw Refuse($"says {value} for {Quoted(keys[0])}; at most {largest} can be read");
    }

    /// <summary>A number that need not be whole; null when the key is absent.</summary>
    internal double? Number(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) && Math.Abs(number) <= LargestNumber => number,
        _ => throw Wrong(key, "a number"),
    };

    /// <summary>A truth value, or <paramref name="byDefault"/> when the key is absent.</summary>
    internal bool Flag(string key, bool byDefault = false) => Find(key)?.ValueKind switch
    {
        null => byDefault,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(key, "true or false"),
    };

    /// <summary>A text, or null when the key is absent.</summary>
    internal string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => Decode(key, value),
        _ => throw Wrong(key, "a text"),
    };

    /// <summary>A list of whole numbers from 0 up, or null when the key is absent.</summary>
    internal IReadOnlyList<int>? Ints(string key) => List(key)?.Select(item => Whole(key, item, 0)).ToArray();

    /// <summary>A list of texts, or null when the key is absent.</summary>
    internal IReadOnlyList<string>? Texts(string key) => List(key)?
        .Select(item => item.ValueKind is JsonValueKind.String ? Decode(key, item) : throw Wrong(key, "a list of texts")).ToArray();

    /// <summary>A list of truth values or of 0 and 1, or null when the key is absent.</summary>
    internal IReadOnlyList<bool>? Flags(string key) => List(key)?.Select(item => item.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Whole(key, item, 0) != 0,
    }).ToArray();

    /// <summary>A list of objects, or null when the key is absent.</summary>
    internal IReadOnlyList<ConfigSection>? Sections(string key) => List(key)?.Select((item, index) =>
        item.ValueKind is JsonValueKind.Object
            ? new ConfigSection(item, file, $"{path}{key}[{index}].")
            : throw Wrong(key, "a list of objects")).ToArray();

    /// <summary>How many items a list has, or null when the key is absent.</summary>
    internal int? Lists(string key) => List(key)?.Count();

    /// <summary>Whether the key holds a list.</summary>
    internal bool IsList(string key) => Find(key)?.ValueKind is JsonValueKind.Array;

    /// <summary>Whether the key holds a text.</summary>
    internal bool IsText(string key) => Find(key)?.ValueKind is JsonValueKind.String;

    /// <summary>A nested object, or null when the key is absent.</summary>
    internal ConfigSection? Section(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new ConfigSection(value, file, $"{path}{key}."),
        _ => throw Wrong(key, "an object"),
    };

    /// <summary>A nested object, or null when the key is absent or holds something else.</summary>
    internal ConfigSection? Nested(string key) => Find(key)?.ValueKind is JsonValueKind.Object ? Section(key) : null;

    /// <summary>The refusal of this file, as one sentence.</summary>
    internal SizingException Refuse(string problem) => new($"{file} {problem}.");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private JsonElement? Find(string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private int? Default(ReadOnlySpan<string> keys)
    {
        int? found = null;
        foreach (var key in keys)
        {
            if (element.TryGetProperty(key, out _))
                return null;
            if (defaults is not null && defaults.TryGetValue(key, out var number))
                found ??= number;
        }

        return found;
    }

    private JsonElement.ArrayEnumerator? List(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind is not JsonValueKind.Array)
            throw Wrong(key, "a list");
        return value.GetArrayLength() <= LongestList
            ? value.EnumerateArray()
            : throw Refuse($"lists {value.GetArrayLength()} items under {Quoted(key)}; at most {LongestList} can be read");
    }

    private int Whole(string key, JsonElement value, int smallest)
    {
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var number))
            throw Wrong(key, "a whole number");
        return number >= smallest && number <= LargestNumber
            ? (int)number
            : throw Refuse($"says {number} for {Quoted(key)}, which must be from {smallest} to {LargestNumber}");
    }

    private string Decode(string key, JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            return text.Length <= LongestText ? text : throw Refuse($"has a text of {text.Length} characters under {Quoted(key)}");
        }
        catch (InvalidOperationException)
        {
            throw Wrong(key, "valid Unicode");
        }
    }

    private SizingException Wrong(string key, string expected)
    {
        var found = Find(key)!.Value;
        var shown = found.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? found.ValueKind.ToString() : Shorten(found.GetRawText());
        return Refuse($"says {shown} for {Quoted(key)}, which must be {expected}");
    }

    private string Quoted(string key) => $"'{path}{key}'";
}
