using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>Turns a notebook into the text of an nbformat 4.5 file.</summary>
internal static class NotebookWriter
{
    /// <summary>The text of the file, with its final newline.</summary>
    internal static string Write(NotebookDocument document) => JsonText.Of(new JsonObject
    {
        ["cells"] = new JsonArray([.. document.Cells.Select(OfCell)]),
        ["metadata"] = document.Metadata.DeepClone(),
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }) + "\n";

    /// <summary>One output as it stands in the file.</summary>
    internal static JsonObject OfOutput(CellOutput output) => output switch
    {
        StreamOutput stream => new JsonObject
        {
            ["name"] = stream.Name,
            ["output_type"] = "stream",
            ["text"] = Lines(stream.Text),
        },
        ErrorOutput error => new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        DataOutput data => OfData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "Not an output of nbformat."),
    };

    private static JsonObject OfData(DataOutput output)
    {
        var written = new JsonObject
        {
            ["data"] = new JsonObject(output.Data.Select(pair => KeyValuePair.Create(pair.Key, OfMimeValue(pair.Key, pair.Value)))),
            ["metadata"] = output.Metadata.DeepClone(),
            ["output_type"] = output.IsResult ? "execute_result" : "display_data",
        };
        if (output.IsResult)
            written["execution_count"] = output.ExecutionCount;
        return written;
    }

    private static JsonNode? OfMimeValue(string mimeType, JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var written) && !MimeTypes.IsJson(mimeType)
            ? Lines(written)
            : value?.DeepClone();

    private static JsonObject OfCell(Cell cell)
    {
        var written = new JsonObject
        {
            ["cell_type"] = NotebookReader.NameOf(cell.Kind),
            ["id"] = cell.Id,
            ["metadata"] = cell.Metadata.DeepClone(),
            ["source"] = Lines(cell.Source),
        };
        if (cell.Attachments is not null)
            written["attachments"] = cell.Attachments.DeepClone();
        if (cell.Kind == CellKind.Code)
        {
            written["execution_count"] = cell.ExecutionCount;
            written["outputs"] = new JsonArray([.. cell.Outputs.Select(OfOutput)]);
        }
        return written;
    }

    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..next]);
            start = next;
        }
        return lines;
    }
}
