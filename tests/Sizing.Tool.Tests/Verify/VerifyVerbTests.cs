using System.Text;
using System.Text.Json;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Verify;

public sealed class VerifyVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sizing-verify-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_row_is_accepted_by_accuracy_with_the_same_prediction()
    {
        var file = Path.Combine(folder.FullName, "rows.csv");
        await CommandRun.Of("verify", LogFile.Path("vllm-0.6.log"), "--gpu", "H100 SXM", "--row", file);
        var run = await CommandRun.Of("verify", LogFile.Path("vllm-0.19.log"), "--gpu", "H100 SXM", "--row", file, "--json");
        var terms = JsonDocument.Parse(run.Output).RootElement.GetProperty("terms").EnumerateArray().ToArray();
        var rows = AccuracyReport.Of(MeasurementFile.Read(file)).Rows;

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(6 + 7, rows.Count);
        Assert.Equal(terms.Select(term => term.GetProperty("predicted").GetDouble()), rows.Skip(6).Select(row => row.Predicted!.Value));
    }

    [Fact]
    public async Task Rows_of_the_same_log_replace_the_earlier_ones()
    {
        var file = Path.Combine(folder.FullName, "rows.csv");
        await CommandRun.Of("verify", LogFile.Path("vllm-0.19.log"), "--gpu", "H100 SXM", "--row", file);
        var first = await File.ReadAllTextAsync(file);
        await CommandRun.Of("verify", LogFile.Path("vllm-0.19.log"), "--gpu", "H100 SXM", "--row", file);

        Assert.Equal(first, await File.ReadAllTextAsync(file));
    }

    /// <summary>SGLang takes graphs from what its memory fraction leaves, and no formula says how much they are.</summary>
    [Fact]
    public async Task A_term_without_a_formula_is_not_called_nothing()
    {
        var run = await CommandRun.Of("verify", LogFile.Path("sglang-0.4.log"), "--gpu", "L4");

        Assert.Matches(@"graph_bytes +0\.93 GiB +not modelled +– +– ", run.Output);
    }

    [Fact]
    public async Task Json_begins_with_the_model_and_has_a_line_for_each_log()
    {
        var run = await CommandRun.Of("verify", LogFile.Path("llamacpp-b3600.log"), LogFile.Path("llamacpp-b7342.log"), "--json");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(["meta-llama/Llama-2-7b-hf", "Qwen/Qwen3-Coder-30B-A3B-Instruct"], lines.Select(line => line.EnumerateObject().First().Value.GetString()));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("hello\nworld\n", "holds no figure")]
    [InlineData("a\0b", "not a text file")]
    [InlineData("Available KV cache memory: 10.00 GiB\n", "does not name the model: give --model, nor the GPU: give --gpu")]
    [InlineData("model='org/unheard-of-7b', with config: model='org/unheard-of-7b'\nAvailable KV cache memory: 10.00 GiB\nGPU 0: NVIDIA L4\n", "org/unheard-of-7b")]
    [InlineData("Available KV cache memory: 1.2.3 GiB\nModel loading took 999999999999999999999 GiB memory\n", "holds no figure")]
    public async Task A_log_that_says_too_little_is_one_sentence_and_exit_code_two(string text, string expected)
    {
        var path = Path.Combine(folder.FullName, "odd.log");
        await File.WriteAllTextAsync(path, text);
        await Refused(path, expected);
    }

    /// <summary>The log is of a card of 80 GB; an RTX 4090 has 24, an H200 141.</summary>
    [Theory]
    [InlineData("RTX 4090")]
    [InlineData("H200 SXM")]
    public async Task A_card_whose_memory_is_not_that_of_the_log_is_refused(string gpu)
    {
        var run = await CommandRun.Of("verify", LogFile.Path("vllm-0.19.log"), "--gpu", gpu);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("states 79.19 GiB of device memory", run.Error, StringComparison.Ordinal);
        Assert.Contains("H100 SXM 80GB", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_line_is_cut_and_what_follows_it_is_read()
    {
        var path = Path.Combine(folder.FullName, "long.log");
        await File.WriteAllTextAsync(path, new string('x', 30_000_000) + "\nAvailable KV cache memory: 10.00 GiB\n", Encoding.ASCII);
        await Refused(path, "does not name the model");
    }

    [Fact]
    public async Task A_log_in_the_encoding_of_a_windows_shell_is_read()
    {
        var path = Path.Combine(folder.FullName, "utf16.log");
        await File.WriteAllTextAsync(path, await File.ReadAllTextAsync(LogFile.Path("llamacpp-b7342.log")), Encoding.Unicode);
        var run = await CommandRun.Of("verify", path, "--json");

        Assert.Equal("A100 PCIe 40GB", JsonDocument.Parse(run.Output).RootElement.GetProperty("gpu").GetString());
    }

    [Fact]
    public async Task A_file_that_holds_something_else_is_not_overwritten()
    {
        var path = Path.Combine(folder.FullName, "notes.txt");
        await File.WriteAllTextAsync(path, "precious\n");
        var run = await CommandRun.Of("verify", LogFile.Path("llamacpp-b7342.log"), "--row", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(path));
    }

    private static async Task Refused(string path, string expected)
    {
        var run = await CommandRun.Of("verify", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
