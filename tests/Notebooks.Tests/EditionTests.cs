using Sizing.Tool.Notebooks;

namespace Notebooks.Tests;

/// <summary>The lessons for another model and card than their own.</summary>
public sealed class EditionTests
{
    [Fact]
    public async Task Every_lesson_runs_for_another_model_and_another_card()
    {
        var lessons = NotebookParameters.Set(
            [.. Directory.GetFiles(NotebookRuns.Folder, "*.ipynb").Select(NotebookDocument.Read)], [new("model", "Qwen/Qwen3-32B"), new("gpu", "H200 SXM 141GB")]);

        var runs = await NotebookRunner.RunAsync([.. lessons], new RunOptions { Limits = new RunLimits { Time = TimeSpan.FromMinutes(10) } });

        Assert.Empty(runs.Where(run => run.Failure is not null).Select(run => run.Failure!.ToString()));
    }
}
