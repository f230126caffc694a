using System.Diagnostics;
using System.Text.Json.Nodes;
using Sizing.Tool.Kernels;
using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests.Kernels;

/// <summary>The kernel installed into a folder of its own, and Jupyter's programs run there.</summary>
internal sealed class InstalledKernel : IDisposable
{
    private readonly string prefix = Directory.CreateTempSubdirectory("kernel").FullName;
    private readonly PythonInterpreter python = PythonInterpreter.Find(null);

    internal string Specification => Path.Combine(prefix, "share", "jupyter", "kernels", JupyterKernel.Name, "kernel.json");

    internal string Folder => prefix;

    internal static async Task<InstalledKernel> CreateAsync()
    {
        var kernel = new InstalledKernel();
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["kernel", "install", "--prefix", kernel.prefix]));
        return kernel;
    }

    internal Task<int> UninstallAsync() => CommandLine.RunAsync(["kernel", "uninstall", "--prefix", prefix]);

    /// <summary>What a Python script prints, as JSON.</summary>
    internal async Task<JsonNode> TalkAsync(string script) => JsonNode.Parse(await RunAsync(prefix, "-c", script))!;

    /// <summary>Executes a notebook with nbconvert and returns the file it wrote.</summary>
    internal async Task<string> ConvertAsync(string notebook, string format)
    {
        await RunAsync(
            prefix, "-m", "nbconvert", "--execute", "--to", format, $"--ExecutePreprocessor.kernel_name={JupyterKernel.Name}",
            "--ExecutePreprocessor.timeout=600", "--output-dir", prefix, notebook);
        return Path.Combine(prefix, Path.GetFileNameWithoutExtension(notebook) + (format == "html" ? ".html" : ".ipynb"));
    }

    public void Dispose() => Directory.Delete(prefix, recursive: true);

    private async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python.File, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["JUPYTER_PATH"] = Path.Combine(prefix, "share", "jupyter"), ["JUPYTER_RUNTIME_DIR"] = prefix, ["PYTHONWARNINGS"] = "ignore" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
