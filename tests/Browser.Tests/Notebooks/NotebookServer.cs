using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sizing;
using Sizing.Tool.Kernels;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Verbs;

namespace Browser.Tests.Notebooks;

/// <summary>Jupyter's classic notebook server on this machine alone, with the workbook's kernel and one folder of its own.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("server").FullName;
    private readonly string token = Guid.NewGuid().ToString("N");
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>Why a test is skipped; null where Jupyter has its notebook server, and under CI, where a missing one is a failure.</summary>
    internal static string? Skip
    {
        get
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                return null;
            try
            {
                return PythonInterpreter.Find(null).Run("import notebook.notebookapp").Problem is null ? null : "Jupyter has no classic notebook server.";
            }
            catch (SizingException problem)
            {
                return problem.Message;
            }
        }
    }

    /// <summary>Installs the kernel and starts the server; in its folder stands a copy of the lesson, without outputs.</summary>
    internal static async Task<NotebookServer> StartAsync(NotebookDocument lesson)
    {
        var server = new NotebookServer();
        (lesson with
        {
            Path = Path.Combine(server.folder, Path.GetFileName(lesson.Path)),
            Cells = [.. lesson.Cells.Select(cell => cell with { ExecutionCount = null, Outputs = [] })],
        }).Save();
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["kernel", "install", "--prefix", server.folder]));
        server.Start();
        await server.WaitAsync();
        return server;
    }

    /// <summary>The address of the lesson.</summary>
    internal Uri Address(NotebookDocument lesson) => new($"http://127.0.0.1:{port}/notebooks/{Path.GetFileName(lesson.Path)}?token={token}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Start()
    {
        string[] arguments =
        [
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0", $"--notebook-dir={folder}",
            $"--NotebookApp.token={token}", $"--KernelSpecManager.allowed_kernelspecs={JupyterKernel.Name}", "--KernelSpecManager.ensure_native_kernel=False",
        ];
        process = Process.Start(new ProcessStartInfo(PythonInterpreter.Find(null).File, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter"),
                ["JUPYTER_CONFIG_DIR"] = folder,
                ["JUPYTER_DATA_DIR"] = folder,
                ["JUPYTER_RUNTIME_DIR"] = folder,
                ["PYTHONWARNINGS"] = "ignore",
            },
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient();
        var status = new Uri($"http://127.0.0.1:{port}/api/status?token={token}");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < LongestStart && !process!.HasExited; await Task.Delay(100))
        {
            try
            {
                if ((await client.GetAsync(status)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        throw new InvalidOperationException($"The notebook server did not start within {LongestStart}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
