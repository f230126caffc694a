using System.Text.Json.Nodes;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Notebooks;

/// <summary>A folder of its own for a test that runs notebooks.</summary>
internal sealed class NotebookFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("notebooks").FullName;

    internal static RunOptions Small { get; } = new()
    {
        Workers = 2,
        Limits = new RunLimits
        {
            Time = TimeSpan.FromSeconds(4),
            Grace = TimeSpan.FromSeconds(1),
            Memory = Bytes.FromMiB(512),
            OutputCharacters = 200_000,
        },
    };

    internal static Cell Code(string id, string source, params string[] tags) => new(CellKind.Code, id, source)
    {
        Metadata = tags.Length == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
    };

    internal NotebookDocument Notebook(string name, params Cell[] cells) => new(System.IO.Path.Combine(Path, name + ".ipynb"), cells);

    internal NotebookDocument Notebook(string name, params string[] sources) =>
        Notebook(name, [.. sources.Select((source, index) => Code($"c{index + 1}", source))]);

    internal static Task<IReadOnlyList<NotebookRun>> RunAsync(params NotebookDocument[] documents) => NotebookRunner.RunAsync(documents, Small);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
