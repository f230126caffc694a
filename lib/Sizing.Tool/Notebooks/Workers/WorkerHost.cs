using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Sizing.Tool.Notebooks.Sessions;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>The worker's side: runs cells that come in over stdin, until stdin ends.</summary>
internal sealed class WorkerHost : IDisposable
{
    private readonly string mark;
    private readonly StreamWriter replies;
    private readonly Lock replying = new();
    private readonly BlockingCollection<JsonObject> requests = [];
    private readonly CellConsole console;
    private CancellationTokenSource interrupt = new();
    private CSharpSession? session;

    private WorkerHost(string mark)
    {
        this.mark = mark;
        replies = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
        console = new CellConsole(SendOutput);
    }

    /// <summary>Serves the process that started this one; returns when it closes the pipe.</summary>
    internal static void Serve()
    {
        var mark = Environment.GetEnvironmentVariable(WorkerLine.MarkVariable)
            ?? throw new SizingException("This verb is started by other programs; use 'run', 'export' or 'kernel install'.");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        using var host = new WorkerHost(mark);
        new Thread(host.Receive) { IsBackground = true }.Start();
        host.Work();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        requests.Dispose();
        replies.Dispose();
    }

    private void Receive()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            if (WorkerLine.Read(mark, line) is not { } request)
                continue;
            if ((string?)request["kind"] == WorkerLine.Interrupt)
                interrupt.Cancel();
            else
                requests.Add(request);
        }
        // Whoever started this worker is gone: so is everything that its cells started.
        ProcessTree.Kill(mark, Environment.ProcessId);
    }

    private void Work()
    {
        new CSharpSession(Environment.CurrentDirectory).Run("warm-up", "var warm = new[] { 1.5 }.Select(x => $\"{x}\").ToList(); warm", interrupt.Token);
        Console.SetOut(console.Out);
        Console.SetError(console.Error);
        Console.SetIn(TextReader.Null);
        Send(new JsonObject { ["kind"] = WorkerLine.Ready });
        foreach (var request in requests.GetConsumingEnumerable())
            Answer((string?)request["kind"], request);
    }

    private void Answer(string? kind, JsonObject request)
    {
        if (kind == WorkerLine.Open)
            Open((string)request["folder"]!);
        else if (kind == WorkerLine.Complete)
            Complete((string)request["code"]!, (int)request["position"]!);
        else if (kind == WorkerLine.IsComplete)
            Send(new JsonObject { ["kind"] = WorkerLine.Done, ["status"] = CellSyntax.Status((string)request["code"]!) });
        else
            Run((string)request["id"]!, (string)request["code"]!);
    }

    private void Open(string folder)
    {
        Environment.CurrentDirectory = folder;
        session = new CSharpSession(folder);
    }

    private void Run(string id, string code)
    {
        if (interrupt.IsCancellationRequested)
            interrupt = new CancellationTokenSource();
        var output = session!.Run(id, code, interrupt.Token);
        console.Flush();
        if (output is not null)
            SendOutput(output);
        Send(new JsonObject { ["kind"] = WorkerLine.Done });
    }

    private void Complete(string code, int position)
    {
        var completion = session!.Complete(code, position);
        Send(new JsonObject
        {
            ["kind"] = WorkerLine.Done,
            ["names"] = new JsonArray([.. completion.Names.Select(name => (JsonNode)name)]),
            ["start"] = completion.Start,
        });
    }

    private void SendOutput(CellOutput output) =>
        Send(new JsonObject { ["kind"] = WorkerLine.Output, ["output"] = NotebookWriter.OfOutput(output) });

    private void Send(JsonObject message)
    {
        // The line break before it ends whatever a child process left unfinished on the same pipe.
        var line = "\n" + WorkerLine.Write(mark, message);
        lock (replying)
            replies.WriteLine(line);
    }
}
