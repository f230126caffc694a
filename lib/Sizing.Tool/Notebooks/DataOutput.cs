using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>A value in one or more MIME types: the trailing expression of a cell (<c>execute_result</c>) or <c>display_data</c>.</summary>
/// <param name="Data">MIME type to value: text for most, a JSON value for <c>application/json</c> and <c>…+json</c>.</param>
internal sealed record DataOutput(JsonObject Data) : CellOutput
{
    /// <summary>The metadata as read.</summary>
    internal JsonObject Metadata { get; init; } = [];

    /// <summary>The cell's execution count for an <c>execute_result</c>.</summary>
    internal int? ExecutionCount { get; init; }

    /// <summary>Whether this is the trailing expression's value rather than <c>display_data</c>.</summary>
    internal bool IsResult { get; init; }

    /// <summary>The text of a textual MIME type; null when it is absent or not text.</summary>
    internal string? Text(string mimeType) =>
        Data[mimeType] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
