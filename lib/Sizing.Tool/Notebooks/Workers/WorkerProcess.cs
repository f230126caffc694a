using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>The runner's side of one worker: starts it, runs cells in it, watches its limits, ends it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(180);

    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly RunLimits limits;
    private readonly Process process;
    private readonly BoundedLineReader lines;
    private Task<string?>? reading;

    /// <summary>Starts a worker; it warms up by itself while the caller goes on.</summary>
    internal WorkerProcess(RunLimits limits)
    {
        this.limits = limits;
        process = Process.Start(StartInfo()) ?? throw new SizingException("A worker process could not be started; check that 'dotnet' runs.");
        // JSON may write one character as six.
        lines = new BoundedLineReader(process.StandardOutput, 8 * limits.OutputCharacters);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the worker is warm.</summary>
    /// <exception cref="SizingException">It ended or did not start in time.</exception>
    internal async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        const string Remedy = "check that 'dotnet' runs, that memory is free and that --memory is not too small";
        var clock = Stopwatch.StartNew();
        JsonObject? message;
        try
        {
            do
                message = await NextAsync(clock, LongestStart, cancel).ConfigureAwait(false);
            while (message is not null && (string?)message["kind"] != WorkerLine.Ready);
        }
        catch (LimitExceededException problem)
        {
            throw new SizingException($"A worker process ended before it ran a cell; {Remedy}.", problem);
        }
        if (message is null)
            throw new SizingException($"A worker process did not start within {LongestStart.TotalSeconds} s; {Remedy}.");
    }

    /// <summary>Begins a notebook: a new session in its folder.</summary>
    internal void Open(string folder) => Send(new JsonObject { ["kind"] = WorkerLine.Open, ["folder"] = folder });

    /// <summary>Ends the running cell and keeps the state of those before it.</summary>
    internal void Interrupt() => Send(new JsonObject { ["kind"] = WorkerLine.Interrupt });

    /// <summary>Runs one cell and hands on each output as it comes.</summary>
    /// <exception cref="LimitExceededException">The cell went past a limit or ended the worker.</exception>
    internal async Task RunAsync(string id, string code, Action<CellOutput> output, CancellationToken cancel)
    {
        Send(new JsonObject { ["kind"] = WorkerLine.Run, ["id"] = id, ["code"] = code });
        var clock = Stopwatch.StartNew();
        var interrupted = false;
        for (long written = 0; ;)
        {
            var message = await NextAsync(clock, interrupted ? limits.Time + limits.Grace : limits.Time, cancel).ConfigureAwait(false);
            if (message is null && interrupted)
                throw TimeLimit();
            if (message is null)
            {
                Interrupt();
                interrupted = true;
            }
            else if ((string?)message["kind"] == WorkerLine.Done)
            {
                if (interrupted)
                    throw TimeLimit();
                return;
            }
            else if (message["output"] is { } node)
            {
                written += node.ToJsonString().Length;
                if (written > limits.OutputCharacters)
                    throw new LimitExceededException("OutputLimit", $"the cell wrote more than {limits.OutputCharacters} characters");
                if (!interrupted)
                    output(NotebookReader.ParseOutput(node));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ProcessTree.Kill(mark, process.Id);
        process.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(WorkerCommand.Host, WorkerCommand.Arguments("worker"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [WorkerLine.MarkVariable] = mark,
                ["DOTNET_GCHeapHardLimit"] = $"0x{limits.Memory.Count:x}",
            },
        };
        foreach (var (name, value) in WorkerCommand.Environment)
            start.Environment[name] = value;
        return start;
    }

    private void Send(JsonObject message)
    {
        try
        {
            process.StandardInput.WriteLine(WorkerLine.Write(mark, message));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The worker has ended; reading says so.
        }
    }

    // The next message of the worker; null when the clock passes the limit.
    private async Task<JsonObject?> NextAsync(Stopwatch clock, TimeSpan limit, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            reading ??= lines.ReadLineAsync();
            if (reading.IsCompleted || await Task.WhenAny(reading, Task.Delay(Tick, cancel)).ConfigureAwait(false) == reading)
            {
                var line = await reading.ConfigureAwait(false) ?? throw Ended();
                reading = null;
                if (WorkerLine.Read(mark, line) is { } message)
                    return message;
            }
            else if (process.HasExited && !reading.IsCompleted)
            {
                throw Ended();
            }
            else
            {
                RefuseExcess(ProcessTree.Usage(mark, process.Id));
            }
            if (clock.Elapsed > limit)
                return null;
        }
    }

    private void RefuseExcess((int Processes, long ResidentBytes) usage)
    {
        if (usage.Processes > limits.Processes)
            throw new LimitExceededException("ProcessLimit", $"the cell started more than {limits.Processes} processes");
        if (usage.ResidentBytes > limits.Memory.Count)
            throw new LimitExceededException("MemoryLimit", $"the cell used more than {limits.Memory} of memory");
    }

    private LimitExceededException TimeLimit() =>
        new("TimeLimit", $"the cell ran longer than {limits.Time.TotalSeconds} s");

    private LimitExceededException Ended()
    {
        process.WaitForExit(TimeSpan.FromSeconds(1));
        return new("WorkerEnded", process.HasExited
            ? $"the cell ended its process with exit code {process.ExitCode}"
            : "the cell closed its process's output");
    }
}
