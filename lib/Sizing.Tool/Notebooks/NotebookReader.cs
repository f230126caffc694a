using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks;

/// <summary>Reads the text of an nbformat 4 file; whatever is wrong with it is one sentence.</summary>
internal sealed class NotebookReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128, AllowDuplicateProperties = false };

    private readonly string name;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private string place = "";

    private NotebookReader(string name) => this.name = name;

    /// <summary>The document of a text; <paramref name="path"/> is the file it came from.</summary>
    /// <exception cref="SizingException">The text is not a notebook in nbformat 4.</exception>
    internal static NotebookDocument Parse(string text, string path)
    {
        try
        {
            return new NotebookReader(path).Document(JsonNode.Parse(text, documentOptions: Strict));
        }
        catch (JsonException problem)
        {
            var line = problem.LineNumber is { } number ? $" at line {number + 1}" : "";
            throw new SizingException($"Notebook '{path}' is not valid JSON{line}; restore the file or save it again.", problem);
        }
        catch (InvalidOperationException problem)
        {
            throw new SizingException($"Notebook '{path}' holds text that is not valid Unicode; save it again.", problem);
        }
    }

    /// <summary>One output as it stands in a file.</summary>
    internal static CellOutput ParseOutput(JsonNode node) => new NotebookReader("").Output(node);

    /// <summary>The nbformat name of a kind of cell.</summary>
    internal static string NameOf(CellKind kind) => kind switch
    {
        CellKind.Code => "code",
        CellKind.Markdown => "markdown",
        CellKind.Raw => "raw",
    };

    private NotebookDocument Document(JsonNode? root)
    {
        if (root is not JsonObject notebook || notebook["cells"] is not JsonArray cells)
            throw Problem("has no list of cells");
        if (Integer(notebook["nbformat"]) != 4)
            throw Problem("is not in nbformat 4");
        return new NotebookDocument(name, [.. cells.Select(OneCell)]) { Metadata = Object(notebook["metadata"], "metadata") };
    }

    private Cell OneCell(JsonNode? node, int index)
    {
        place = $", cell {index + 1},";
        if (node is not JsonObject cell)
            throw Problem("is not an object");
        var kind = Enum.GetValues<CellKind>().Where(each => NameOf(each) == AsString(cell["cell_type"])).ToList();
        if (kind.Count == 0)
            throw Problem("has no 'cell_type' of code, markdown or raw");
        var id = cell["id"] is null ? $"cell-{index + 1}" : Text(cell["id"], "id");
        if (id.Length is 0 or > 64 || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || !ids.Add(id))
            throw Problem("has an 'id' that is not unique or not 1 to 64 letters, digits, '-' or '_'");
        place = $", cell '{id}',";
        return new Cell(kind[0], id, Text(cell["source"], "source"))
        {
            Metadata = Object(cell["metadata"], "metadata"),
            Attachments = cell["attachments"] is null ? null : Object(cell["attachments"], "attachments"),
            ExecutionCount = Integer(cell["execution_count"]),
            Outputs = cell["outputs"] switch
            {
                null => [],
                JsonArray outputs when kind[0] == CellKind.Code => [.. outputs.Select(Output)],
                _ => throw Problem("has 'outputs' that are not a list, or is no code cell"),
            },
        };
    }

    private CellOutput Output(JsonNode? node) => node is not JsonObject output
        ? throw Problem("has an output that is not an object")
        : AsString(output["output_type"]) switch
        {
            "stream" => new StreamOutput(Text(output["name"], "name"), Text(output["text"], "text")),
            "error" => new ErrorOutput(Text(output["ename"], "ename"), Text(output["evalue"], "evalue"), Strings(output["traceback"])),
            "execute_result" => Data(output) with { IsResult = true, ExecutionCount = Integer(output["execution_count"]) },
            "display_data" => Data(output),
            _ => throw Problem("has an output whose 'output_type' nbformat 4 does not know"),
        };

    private DataOutput Data(JsonObject output)
    {
        var bundle = Object(output["data"], "data")
            .Select(pair => KeyValuePair.Create(pair.Key, MimeTypes.IsJson(pair.Key) ? pair.Value?.DeepClone() : Text(pair.Value, pair.Key)));
        return new DataOutput(new JsonObject(bundle)) { Metadata = Object(output["metadata"], "metadata") };
    }

    private JsonObject Object(JsonNode? node, string key) => node switch
    {
        null => [],
        JsonObject value => (JsonObject)value.DeepClone(),
        _ => throw Problem($"has a '{key}' that is not an object"),
    };

    private string Text(JsonNode? node, string key) => node is JsonArray lines
        ? string.Concat(lines.Select(line => AsString(line) ?? throw Problem($"has a '{key}' with a line that is not text")))
        : AsString(node) ?? throw Problem($"has no text under '{key}'");

    private List<string> Strings(JsonNode? node) => node is JsonArray lines
        ? [.. lines.Select(line => AsString(line) ?? throw Problem("has a traceback line that is not text"))]
        : [];

    private static string? AsString(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private int? Integer(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) && number >= 0 => number,
        _ => throw Problem("has a count that is not a whole number"),
    };

    private SizingException Problem(string what) =>
        new($"Notebook '{name}'{place} {what}; nbformat 4.5 is expected.");
}
