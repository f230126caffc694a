using System.ComponentModel;
using System.Diagnostics;

namespace Sizing.Tool.Kernels;

/// <summary>A Python that Jupyter kernels can run in: it has ipykernel.</summary>
internal sealed class PythonInterpreter
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["python.exe", "python3.exe"] : ["python3", "python"];

    private PythonInterpreter(string file) => File = file;

    /// <summary>The interpreter's file.</summary>
    internal string File { get; }

    /// <summary>The interpreter named, or the first on the PATH that has ipykernel.</summary>
    /// <exception cref="SizingException">There is none.</exception>
    internal static PythonInterpreter Find(string? named)
    {
        if (named is not null)
        {
            return HasJupyter(Path.GetFullPath(named)) ?? throw new SizingException(
                $"'{named}' is not a Python with ipykernel; install it there with 'pip install ipykernel', or name another with --python.");
        }
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).Where(System.IO.File.Exists)
            .Select(HasJupyter).FirstOrDefault(found => found is not null) ?? throw new SizingException(
                "Jupyter is missing: no Python on the PATH has ipykernel. Install it (pip install notebook; on Debian apt install jupyter-notebook), "
                + "or name its Python with --python.");
    }

    /// <summary>Runs a script and waits for its end.</summary>
    /// <returns>What it printed, and what it complained of; null in place of the complaint when it ended well.</returns>
    internal (string Output, string? Problem) Run(string script, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(File, ["-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var problem = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output.Trim(), process.ExitCode == 0 ? null : problem.Result.Trim());
    }

    private static PythonInterpreter? HasJupyter(string file)
    {
        var python = new PythonInterpreter(file);
        try
        {
            return python.Run("import ipykernel, jupyter_client").Problem is null ? python : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
