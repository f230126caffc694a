using System.CommandLine;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary>Runs notebooks and writes them as HTML pages.</summary>
internal static class ExportVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create()
    {
        var command = new Command("export", "Runs notebooks and writes one self-contained HTML page each, and an index.");
        var notebooks = new NotebookArguments(command);
        var pages = new ExportArguments(command);
        command.SetAction((parsed, stop) =>
            RunAsync(Lessons(notebooks.Documents(parsed), pages.Matrix(parsed)), notebooks.Options(parsed), pages.Options(parsed), stop));
        return command;
    }

    private static IReadOnlyList<Lesson> Lessons(IReadOnlyList<NotebookDocument> notebooks, NotebookMatrix? matrix) => matrix is null
        ? [.. notebooks.Select(each => new Lesson(each))]
        : [.. from pair in matrix.Pairs
              from notebook in NotebookMatrix.Fitting(notebooks)
              select new Lesson(NotebookMatrix.Set(notebook, pair), new(pair.Model, pair.Gpu))];

    private static async Task<int> RunAsync(IReadOnlyList<Lesson> lessons, RunOptions run, ExportOptions options, CancellationToken stop)
    {
        var outcome = await Exporter.ExportAsync(
            lessons, () => ProgressView.RunAsync([.. lessons.Select(each => each.Notebook)], run, stop), options, Console.Error.WriteLine, stop).ConfigureAwait(false);
        foreach (var failure in outcome.Failures)
            CommandLine.Say(failure.ToString());
        foreach (var page in outcome.Pages)
            Console.WriteLine(page);
        return outcome.Failures.Count == 0 ? CommandLine.Done : CommandLine.No;
    }
}
