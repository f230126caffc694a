using System.Text.Json.Nodes;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Sizing.Tool.Kernels;

/// <summary>
/// The kernel "C# (LLM Sizing)" as Jupyter knows it: a folder with a <c>kernel.json</c> and a small program that hands what Jupyter asks
/// to <c>sizing kernel serve</c>.
/// </summary>
internal static class JupyterKernel
{
    /// <summary>The name for <c>--kernel</c> and <c>ExecutePreprocessor.kernel_name</c>.</summary>
    internal const string Name = "llm-sizing";

    /// <summary>The name that front ends show.</summary>
    internal const string DisplayName = "C# (LLM Sizing)";

    private const string Program = "sizing_kernel.py";

    /// <summary>Registers the kernel in place of an earlier one.</summary>
    /// <param name="python">The interpreter that will run it.</param>
    /// <param name="prefix">The environment to install into; null for the user's own kernels.</param>
    /// <returns>The folder it now lies in.</returns>
    /// <exception cref="SizingException">Jupyter cannot register it.</exception>
    internal static string Install(PythonInterpreter python, string? prefix)
    {
        var folder = Directory.CreateTempSubdirectory(Name).FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "kernel.json"), Specification(python.File));
            File.WriteAllText(Path.Combine(folder, Program), Assets.Text(Program));
            return Ask(python, "install", folder, prefix);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes the kernel.</summary>
    /// <returns>The folder that was removed.</returns>
    /// <exception cref="SizingException">It is not installed, or cannot be removed.</exception>
    internal static string Uninstall(PythonInterpreter python, string? prefix) => Ask(python, "uninstall", "", prefix);

    private static string Ask(PythonInterpreter python, string verb, string folder, string? prefix)
    {
        var (place, problem) = python.Run(Assets.Text("kernelspec.py"), verb, Name, folder, prefix is null ? "" : Path.GetFullPath(prefix));
        return problem is null ? place : throw new SizingException(
            $"Jupyter could not {verb} the kernel '{Name}': {problem.Split('\n')[^1]}; 'jupyter kernelspec list' shows what is installed.");
    }

    private static string Specification(string python)
    {
        IEnumerable<string> command =
            [python, $"{{resource_dir}}/{Program}", "{connection_file}", WorkerCommand.Host, .. WorkerCommand.Arguments("kernel", "serve")];
        return JsonText.Of(new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "signal",
            ["env"] = new JsonObject(WorkerCommand.Environment.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))
            {
                // ipykernel's debugger, which has no part in C#, warns of Python's own modules otherwise.
                ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
            },
        }) + "\n";
    }
}
