using Spectre.Console;

namespace Sizing.Tool.Notebooks;

/// <summary>Shows on stderr how far a piece of work has come: a bar on a terminal, plain lines otherwise.</summary>
internal static class ProgressView
{
    /// <summary>Runs notebooks while showing which are done.</summary>
    internal static async Task<IReadOnlyList<NotebookRun>> RunAsync(
        IReadOnlyList<NotebookDocument> documents, RunOptions options, CancellationToken cancel)
    {
        if (Console.IsErrorRedirected)
            return await NotebookRunner.RunAsync(documents, options, new Lines(documents.Count), cancel).ConfigureAwait(false);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask("Running notebooks");
            return await NotebookRunner.RunAsync(documents, options, new Bar(bar), cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private sealed class Lines(int total) : IProgress<RunProgress>
    {
        private int finished;

        public void Report(RunProgress value)
        {
            if (value.Finished is { } run)
                Console.Error.WriteLine($"[{Interlocked.Increment(ref finished)}/{total}] {run.Document.Path} {(run.Failure is null ? "done" : "failed")}");
        }
    }

    private sealed class Bar(ProgressTask bar) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            bar.MaxValue = Math.Max(1, value.CellsTotal);
            bar.Value = value.CellsDone;
            bar.Description = Markup.Escape(value.Notebook.Name);
        }
    }
}
