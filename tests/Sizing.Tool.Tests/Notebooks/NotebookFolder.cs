using System.Text.Json.Nodes;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Tests.Notebooks;

/// <summary>A folder of its own for a test that runs notebooks.</summary>
internal sealed class NotebookFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("notebooks").FullName;

    /// <summary>Little room for memory and output, and time enough for a busy machine.</summary>
    internal static RunOptions Small { get; } = new()
    {
        Workers = 2,
        Limits = new RunLimits { Time = TimeSpan.FromMinutes(5), Memory = Bytes.FromMiB(512), Processes = 64, OutputCharacters = 200_000 },
    };

    /// <summary>Little time, for cells that never end.</summary>
    internal static RunOptions Brief { get; } = Small with
    {
        Limits = Small.Limits with { Time = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromSeconds(1) },
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
