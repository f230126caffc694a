using System.Diagnostics;

namespace Sizing.Tool.Tests.Notebooks;

[Collection("workers")]
public sealed class KilledCommandTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    [Theory]
    [InlineData("run")]
    [InlineData("export")]
    public async Task A_killed_command_leaves_no_worker_and_no_partial_file(string verb)
    {
        var lesson = folder.Notebook("lesson", "System.IO.File.WriteAllText(\"begun.new\", $\"{Environment.ProcessId}\");\nSystem.IO.File.Move(\"begun.new\", \"begun\");\nwhile (true) { }");
        lesson.Save();
        var before = await File.ReadAllTextAsync(lesson.Path);
        var begun = Path.Combine(folder.Path, "begun");
        using var command = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Sizing.Tool.dll"), verb, lesson.Path, "--timeout", "600"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await TestProcess.UntilAsync(() => File.Exists(begun) || command.HasExited, "the cell did not begin");
        var worker = int.Parse(await File.ReadAllTextAsync(begun));
        Assert.False(TestProcess.HasEnded(worker));

        command.Kill();

        await TestProcess.UntilAsync(() => TestProcess.HasEnded(worker), "the worker outlived its command");
        Assert.Equal(before, await File.ReadAllTextAsync(lesson.Path));
        Assert.Equal(["begun", "lesson.ipynb"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    public void Dispose() => folder.Dispose();
}
