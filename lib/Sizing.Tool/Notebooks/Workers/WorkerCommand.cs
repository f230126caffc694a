using System.Runtime.InteropServices;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>How this command starts itself as a process that runs cells.</summary>
internal static class WorkerCommand
{
    /// <summary>The .NET host that runs this process.</summary>
    internal static string Host { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>What the host needs as well to run a verb of this command.</summary>
    internal static IReadOnlyList<string> Arguments(params IEnumerable<string> verb) => ["exec", typeof(WorkerCommand).Assembly.Location, .. verb];

    /// <summary>The settings of the runtime in such a process.</summary>
    internal static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_gcServer"] = "0",
        // No diagnostics files, which a killed process would leave behind.
        ["DOTNET_EnableDiagnostics"] = "0",
    };
}
