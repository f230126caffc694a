using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Tests.Notebooks.Workers;

[Collection("workers")]
public sealed class WorkerProcessTests : IDisposable
{
    private readonly WorkerProcess worker = new(NotebookFolder.Small.Limits);

    [Fact]
    public async Task An_interrupted_cell_is_an_error_and_the_worker_keeps_its_state()
    {
        await worker.WaitUntilReadyAsync(CancellationToken.None);
        worker.Open(Path.GetTempPath());
        await RunAsync("int x = 7;", _ => { });
        var outputs = new List<CellOutput>();
        await RunAsync("x = 8;\nConsole.WriteLine(new string('.', 20_000));\nwhile (true) { }", output =>
        {
            outputs.Add(output);
            if (output is StreamOutput)
                worker.Interrupt();
        });
        Assert.Equal("Interrupted", Assert.IsType<ErrorOutput>(outputs[^1]).Name);
        await RunAsync("x", output => Assert.Equal("8", Assert.IsType<DataOutput>(output).Text("text/plain")));
    }

    public void Dispose() => worker.Dispose();

    private Task RunAsync(string code, Action<CellOutput> output) => worker.RunAsync("cell", code, output, CancellationToken.None);
}
