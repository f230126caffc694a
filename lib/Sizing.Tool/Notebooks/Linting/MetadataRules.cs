using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Notebooks.Linting;

/// <summary>The metadata that VS Code, Jupyter and .NET Interactive look for, and readable ids.</summary>
internal static partial class MetadataRules
{
    private static readonly (string Key, string Value)[] OfNotebook =
    [
        ("kernelspec", """{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}"""),
        ("polyglot_notebook", """{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"}]}}"""),
    ];

    private static readonly (string Key, string Value)[] OfCode =
    [
        ("dotnet_interactive", """{"language":"csharp"}"""),
        ("polyglot_notebook", """{"kernelName":"csharp"}"""),
    ];

    /// <summary>What is missing, other than expected, or in the wrong place.</summary>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook) =>
    [
        .. Missing(notebook.Metadata, OfNotebook).Select(message => new LintFinding(null, null, message)),
        .. Language(notebook.Metadata),
        .. notebook.Cells.SelectMany(Findings),
    ];

    private static IEnumerable<LintFinding> Findings(Cell cell)
    {
        if (!ReadableId().IsMatch(cell.Id) || NumberedId().IsMatch(cell.Id))
            yield return new(cell.Id, null, "the id is not readable; name the cell by what it shows, as in 'kv-cache-formula'.");
        if (cell.Kind == CellKind.Code)
        {
            foreach (var message in Missing(cell.Metadata, OfCode))
                yield return new(cell.Id, null, message);
        }
        else if (OfCode.Any(pair => cell.Metadata.ContainsKey(pair.Key)))
        {
            yield return new(cell.Id, null, "prose carries a kernel's metadata and would be run as code; remove it.");
        }
    }

    private static IEnumerable<LintFinding> Language(JsonObject metadata)
    {
        if ((string?)(metadata["language_info"] as JsonObject)?["name"] != "polyglot-notebook")
            yield return new(null, null, "the metadata 'language_info' does not name 'polyglot-notebook'; set its \"name\" to it.");
    }

    private static IEnumerable<string> Missing(JsonObject metadata, IEnumerable<(string Key, string Value)> expected) =>
        from pair in expected
        where !JsonNode.DeepEquals(metadata[pair.Key], JsonNode.Parse(pair.Value))
        select $"the metadata '{pair.Key}' is not what front ends expect; set it to {pair.Value}.";

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex ReadableId();

    // "cell-3" says where the cell stands, and what front ends draw by lot says nothing at all.
    [GeneratedRegex("^(cell-?[0-9]+|(?=.*[0-9])[0-9a-f]{8}(-?[0-9a-f]{4,})*)$")]
    private static partial Regex NumberedId();
}
