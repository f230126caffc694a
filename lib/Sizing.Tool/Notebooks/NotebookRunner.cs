using System.Collections.Concurrent;
using Sizing.Tool.Notebooks.Sessions;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Notebooks;

/// <summary>Runs notebooks in worker processes, several at a time; one that fails does not stop the others.</summary>
internal sealed class NotebookRunner
{
    private readonly RunOptions options;
    private readonly IProgress<RunProgress>? progress;
    private readonly ConcurrentQueue<(NotebookDocument Document, int Index)> waiting;
    private readonly NotebookRun[] runs;
    private readonly int cellsTotal;
    private int cellsDone;

    private NotebookRunner(IReadOnlyList<NotebookDocument> documents, RunOptions options, IProgress<RunProgress>? progress)
    {
        (this.options, this.progress) = (options, progress);
        waiting = new(documents.Select((document, index) => (document, index)));
        runs = new NotebookRun[documents.Count];
        cellsTotal = documents.Sum(document => document.Cells.Count(cell => cell.Kind == CellKind.Code));
    }

    /// <summary>Runs every code cell of the documents, top to bottom.</summary>
    /// <returns>One run per document, in the order given; no file is written.</returns>
    internal static async Task<IReadOnlyList<NotebookRun>> RunAsync(
        IReadOnlyList<NotebookDocument> documents,
        RunOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancel = default)
    {
        var runner = new NotebookRunner(documents, options, progress);
        var workers = Math.Min(Math.Max(1, options.Workers), documents.Count);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => runner.WorkAsync(cancel), cancel))).ConfigureAwait(false);
        return runner.runs;
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        WorkerProcess? worker = null;
        try
        {
            while (waiting.TryDequeue(out var next))
            {
                var usable = true;
                if (worker is null)
                {
                    worker = new WorkerProcess(options.Limits);
                    await worker.WaitUntilReadyAsync(cancel).ConfigureAwait(false);
                }
                (runs[next.Index], usable) = await RunAsync(next.Document, worker, cancel).ConfigureAwait(false);
                progress?.Report(new RunProgress(next.Document, cellsDone, cellsTotal, runs[next.Index]));
                if (!usable)
                {
                    worker.Dispose();
                    worker = null;
                }
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    private async Task<(NotebookRun Run, bool WorkerUsable)> RunAsync(NotebookDocument document, WorkerProcess worker, CancellationToken cancel)
    {
        var cells = new List<Cell>();
        CellFailure? failure = null;
        var usable = true;
        worker.Open(document.Folder);
        var count = 0;
        foreach (var cell in document.Cells)
        {
            if (cell.Kind != CellKind.Code || failure is not null)
            {
                cells.Add(cell.Kind == CellKind.Code ? cell with { ExecutionCount = null, Outputs = [] } : cell);
            }
            else
            {
                var outputs = new OutputList(++count);
                usable = await RunCellAsync(cell, worker, outputs, cancel).ConfigureAwait(false);
                cells.Add(cell with { ExecutionCount = count, Outputs = outputs.Items });
                failure = outputs.Error is { } error ? new CellFailure(document.Path, cell.Id, error.Message) : null;
            }
            if (cell.Kind == CellKind.Code)
                progress?.Report(new RunProgress(document, Interlocked.Increment(ref cellsDone), cellsTotal, null));
        }
        return (new NotebookRun(document with { Cells = cells }, failure), usable);
    }

    // Whether the worker can be used again.
    private static async Task<bool> RunCellAsync(Cell cell, WorkerProcess worker, OutputList outputs, CancellationToken cancel)
    {
        try
        {
            await worker.RunAsync(cell.Id, cell.Source, outputs.Add, cancel).ConfigureAwait(false);
            return true;
        }
        catch (LimitExceededException limit)
        {
            outputs.Add(new ErrorOutput(limit.Name, limit.Message, [$"cell '{cell.Id}': {limit.Message}"]));
            return false;
        }
    }
}
