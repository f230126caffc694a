using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Notebooks.Tests;

/// <summary>Every notebook of the repository as stored, and its run; all are run once for all tests.</summary>
public sealed class NotebookRuns : IAsyncLifetime
{
    private Dictionary<string, (NotebookDocument Stored, NotebookRun Run)> runs = [];

    internal static string Folder { get; } = Path.Combine(ReadmeTests.Root, "notebooks");

    internal (NotebookDocument Stored, NotebookRun Run) this[string name] => runs[name];

    public async Task InitializeAsync()
    {
        var stored = Directory.GetFiles(Folder, "*.ipynb").Select(NotebookDocument.Read).ToList();
        // A busy machine is no reason to end a cell.
        var patient = new RunOptions { Limits = new RunLimits { Time = TimeSpan.FromMinutes(10) } };
        runs = stored.Zip(await NotebookRunner.RunAsync(stored, patient)).ToDictionary(pair => pair.First.Name);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
