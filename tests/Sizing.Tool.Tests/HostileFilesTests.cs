using System.Diagnostics;
using Sizing.Data;
using Sizing.Tool.Accuracy;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Tests.Verify;
using Sizing.Tool.Verify;

namespace Sizing.Tool.Tests;

/// <summary>
/// Files that make a reader wait or a writer fail. Root may write anywhere, so that places which refuse root too stand for a missing
/// permission, and a limit on the size of files for a full disk.
/// </summary>
public sealed class HostileFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hostile").FullName;

    public static TheoryData<string, Action<string>> Readers => new()
    {
        { "config.json", path => Catalog.Model(path) },
        { "model.gguf", path => Catalog.Model(path) },
        { "model.safetensors", path => Catalog.Model(path) },
        { "engine.log", path => EngineLogs.Read(path) },
        { "lesson.ipynb", path => NotebookDocument.Read(path) },
        { "rows.csv", path => MeasurementFile.Read(path) },
        { "logo.png", path => LogoImage.Read(path) },
        { "gpus.csv", path => DataSource.FromFolder(Path.GetDirectoryName(path)!).ReadText("gpus.csv") },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_pipe_that_nobody_writes_to_is_refused(string name, Action<string> read)
    {
        await Process.Start("mkfifo", At("pipe")).WaitForExitAsync();
        File.CreateSymbolicLink(At(name), At("pipe"));

        var problem = await Assert.ThrowsAsync<SizingException>(() => Task.Run(() => read(At(name))).WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Contains("a pipe or a device", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_read_from_what_another_program_writes()
    {
        var run = await Shell($"cat '{LogFile.Path("sglang-0.4.log")}' | {Sizing("verify", "/dev/stdin", "--gpu", "L4", "--json")}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\"model\":\"Qwen/QwQ-32B\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--csv", ">/dev/full")]
    [InlineData("--json", ">/dev/full")]
    [InlineData("--row", "/proc/rows.csv")]
    [InlineData("--row", "/dev/full")]
    [InlineData("--row", "/sys/rows.csv")]
    public async Task What_cannot_be_written_is_one_sentence(string option, string place)
    {
        var run = await Shell($"{Sizing("verify", LogFile.Path("vllm-0.19.log"), "--gpu", "H100 SXM 80GB", option)} {place}");

        AssertOneSentence(run);
        Assert.DoesNotContain("draft", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/pages", "The folder '/proc/pages' cannot be made: ")]
    [InlineData("/dev/null", "The folder '/dev/null' cannot be made: ")]
    [InlineData("/dev/null/pages", "The folder '/dev/null/pages' cannot be made: ")]
    public async Task Pages_for_a_place_that_takes_none_are_one_sentence(string place, string sentence)
    {
        var run = await CommandRun.Of("export", Repository.File("notebooks", "00-start-here.ipynb"), "--out", place);

        AssertOneSentence(run);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full_leaves_what_was_there()
    {
        var (rows, log) = (At("rows.csv"), LogFile.Path("vllm-0.19.log"));
        var first = await Shell(Sizing("verify", LogFile.Path("vllm-0.6.log"), "--gpu", "H100 SXM 80GB", "--row", rows));
        Assert.Equal(0, first.ExitCode);
        var before = await File.ReadAllTextAsync(rows);

        var full = await Shell($"trap '' XFSZ; ulimit -f 0; {Sizing("verify", log, "--gpu", "H100 SXM 80GB", "--row", rows)}");

        AssertOneSentence(full);
        Assert.Equal($"'{rows}' cannot be written: it would be larger than a file may be here.\n", full.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(rows));
        Assert.Equal([rows], Directory.GetFileSystemEntries(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertOneSentence(CommandRun run)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string Sizing(params string[] arguments) =>
        string.Join(' ', arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Sizing.Tool.dll")).Prepend("dotnet").Select(word => $"'{word}'"));

    /// <summary>Runs a line of the shell; the runtime maps its own code without a file, which a limit on files would not let it write.</summary>
    private static Task<CommandRun> Shell(string line) =>
        CommandRun.OfProgram("/bin/sh", new() { ["DOTNET_EnableWriteXorExecute"] = "0" }, "-c", line);

    private string At(string name) => Path.Combine(folder, name);
}
