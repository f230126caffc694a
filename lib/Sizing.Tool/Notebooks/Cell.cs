using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>One cell of a notebook.</summary>
/// <param name="Kind">Code, prose or raw text.</param>
/// <param name="Id">The readable, stable id, unique in its notebook.</param>
/// <param name="Source">The text of the cell, lines joined by "\n".</param>
internal sealed record Cell(CellKind Kind, string Id, string Source)
{
    /// <summary>The metadata as read, unknown keys included; never changed in place.</summary>
    internal JsonObject Metadata { get; init; } = [];

    /// <summary>The attachments of a prose cell as read; null when it has none.</summary>
    internal JsonObject? Attachments { get; init; }

    /// <summary>The number of the run in its session; null when the cell has not been run.</summary>
    internal int? ExecutionCount { get; init; }

    /// <summary>What the cell showed, in order; empty unless it is code.</summary>
    internal IReadOnlyList<CellOutput> Outputs { get; init; } = [];

    /// <summary>The tags of the metadata (<c>parameters</c>, <c>hide-input</c> …).</summary>
    internal IEnumerable<string> Tags =>
        Metadata["tags"] is JsonArray tags ? tags.OfType<JsonValue>().Where(IsString).Select(tag => tag.GetValue<string>()) : [];

    /// <summary>Whether the cell carries this tag.</summary>
    internal bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    private static bool IsString(JsonValue value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String;
}
