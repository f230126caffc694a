using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Workers;

namespace Notebooks.Tests;

/// <summary>The lessons for another model and card than their own.</summary>
public sealed class EditionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edition").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task Every_lesson_runs_for_another_model_and_another_card() => AssertRunsAsync(new("model", "Qwen/Qwen3-32B"), new("gpu", "H200 SXM 141GB"));

    [Fact]
    public async Task Every_lesson_runs_for_a_config_of_the_customers_own()
    {
        var config = Path.Combine(folder, "config.json");
        await File.WriteAllTextAsync(config, """
            {
              "model_type": "mistral", "vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
              "num_attention_heads": 32, "num_key_value_heads": 8, "max_position_embeddings": 32768, "sliding_window": 4096, "torch_dtype": "bfloat16"
            }
            """);

        await AssertRunsAsync(new KeyValuePair<string, string>("model", config));
    }

    private static async Task AssertRunsAsync(params KeyValuePair<string, string>[] settings)
    {
        var lessons = NotebookParameters.Set([.. Directory.GetFiles(NotebookRuns.Folder, "*.ipynb").Select(NotebookDocument.Read)], settings);

        var runs = await NotebookRunner.RunAsync([.. lessons], new RunOptions { Limits = new RunLimits { Time = TimeSpan.FromMinutes(10) } });

        Assert.Empty(runs.Where(run => run.Failure is not null).Select(run => run.Failure!.ToString()));
    }
}
