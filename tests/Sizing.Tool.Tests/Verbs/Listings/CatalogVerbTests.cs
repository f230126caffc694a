using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Listings;

public sealed class CatalogVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sizing-data-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Gpus_as_json_are_one_object_a_line_that_begins_with_the_gpu()
    {
        var run = await CommandRun.Of("gpus", "--json");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(73, lines.Length);
        Assert.All(lines, line => Assert.Equal("gpu", JsonDocument.Parse(line).RootElement.EnumerateObject().First().Name));
    }

    [Fact]
    public async Task A_gpu_as_json_keeps_its_three_memories_apart_and_tells_unsupported_from_unknown()
    {
        var gpu = JsonDocument.Parse((await CommandRun.Of("gpus", "h100-sxm", "--json")).Output).RootElement;

        // 80 GiB sold, 81559 MiB by nvidia-smi, 79.19 GiB by vLLM.
        Assert.Equal(85_899_345_920, gpu.GetProperty("nominalBytes").GetInt64());
        Assert.Equal(85_520_809_984, gpu.GetProperty("nvmlBytes").GetInt64());
        Assert.Equal(79.19, gpu.GetProperty("cudaVisibleBytes").GetInt64() / Math.Pow(2, 30), 6);
        Assert.Equal(989, gpu.GetProperty("denseTflops").GetProperty("bf16").GetDouble());
        Assert.Equal("unsupported", gpu.GetProperty("denseTflops").GetProperty("fp4").GetString());
    }

    [Fact]
    public async Task The_table_of_systems_names_each_of_them()
    {
        var run = await CommandRun.Of("systems");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("DGX H100", run.Output, StringComparison.Ordinal);
        Assert.Contains("8 × H100 SXM 80GB", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpus", "A100", "'A100 SXM 80GB'")]
    [InlineData("gpus", "H101", "closest: 'H100 SXM 80GB'")]
    [InlineData("systems", "DGX H101", "closest: 'DGX H100'")]
    public async Task A_name_that_is_unknown_or_ambiguous_is_one_sentence_and_exit_2(string verb, string name, string part)
    {
        var run = await CommandRun.Of(verb, name);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Sound_data_ends_in_0() => Assert.Equal(0, (await CommandRun.Of("check-data")).ExitCode);

    [Fact]
    public async Task Unsound_data_ends_in_1_and_names_file_row_and_column()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "links.csv"), """
            link,base_latency_us,step_latency_us,ring_efficiency,status,source,as_of,note
            nvlink,fast,1.9,0.71,one-source,hand,2026,
            pcie,6.7,3.2,0.50,one-source,hand,2026,
            network,13.6,5.4,0.94,one-source,hand,2026,
            """);
        var run = await CommandRun.Of("check-data", folder.FullName, "--json");
        var problem = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(("links.csv", 2, "base_latency_us"), (problem.GetProperty("file").GetString(), problem.GetProperty("row").GetInt32(), problem.GetProperty("column").GetString()));
    }

    [Fact]
    public async Task A_folder_of_data_takes_the_place_of_the_embedded_files()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "gpus.csv"), "name\n");

        var run = await CommandRun.Of(new Dictionary<string, string> { ["SIZING_DATA"] = folder.FullName }, "gpus");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("gpus.csv, row 1, column 'aliases': the header lacks the column", run.Error, StringComparison.Ordinal);
    }
}
