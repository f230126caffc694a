using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Html;

/// <summary>Every fixed word of a page in one language: <c>Assets/labels.&lt;language&gt;.json</c>.</summary>
internal sealed class Labels
{
    private readonly JsonObject words;

    private Labels(string language)
    {
        Language = language;
        words = JsonNode.Parse(Assets.Text($"labels.{language}.json"))!.AsObject();
    }

    /// <summary>The BCP 47 tag of the language.</summary>
    internal string Language { get; }

    /// <summary>The words that the page's script shows, as JSON.</summary>
    internal string Script => words["script"]!.ToJsonString(JsonSerializerOptions.Web);

    /// <summary>The word of this name.</summary>
    internal string this[string name] => words[name]?.GetValue<string>()
        ?? throw new InvalidOperationException($"'labels.{Language}.json' has no '{name}'.");

    /// <summary>The words of a language.</summary>
    /// <exception cref="SizingException">The language has no file of words.</exception>
    internal static Labels Of(string language) => Languages.Contains(language, StringComparer.Ordinal)
        ? new(language)
        : throw new SizingException($"There are no labels in '{language}'; known: {string.Join(", ", Languages)}.");

    private static IReadOnlyList<string> Languages => [.. Assets.Under("labels.").Keys.Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal)];
}
