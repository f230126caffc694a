using System.Diagnostics;

namespace Sizing.Tool.Tests;

/// <summary>One run of the command in a process of its own: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    internal static Task<CommandRun> Of(params string[] arguments) => Of([], arguments);

    internal static Task<CommandRun> Of(Dictionary<string, string> environment, params string[] arguments) =>
        OfProgram("dotnet", environment, [Path.Combine(AppContext.BaseDirectory, "Sizing.Tool.dll"), .. arguments]);

    internal static async Task<CommandRun> OfProgram(string program, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
