using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs;

public sealed class PlanTrainVerbTests
{
    private static readonly string[] Asked = ["plan", "train", "--model", "meta-llama/Llama-2-7b-hf", "--tokens", "10M", "--seq", "2048"];

    [Fact]
    public async Task The_json_has_the_agreed_keys()
    {
        using var answer = JsonDocument.Parse((await CommandRun.Of([.. Asked, "--have", "2x RTX 4090", "--json"])).Output);
        var plan = answer.RootElement.GetProperty("plans")[0];

        Assert.Equal(["model", "workload", "plans", "remedies", "warnings"], answer.RootElement.EnumerateObject().Select(key => key.Name).Take(5));
        Assert.Superset(
            new HashSet<string> { "rank", "gpu", "gpus", "system", "plan", "method", "memory", "throughput", "time", "cost", "energy", "command" },
            plan.EnumerateObject().Select(key => key.Name).ToHashSet());
        Assert.StartsWith("torchrun ", plan.GetProperty("command").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_8_gb_it_prints_qlora_what_is_impossible_and_what_would_help()
    {
        var run = await CommandRun.Of([.. Asked, "--have", "1x RTX 3070"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Full training of meta-llama/Llama-2-7b-hf at 2,048 tokens fits on no division of 1 × RTX 3070 8GB", run.Output, StringComparison.Ordinal);
        Assert.Contains("qlora", run.Output, StringComparison.Ordinal);
        Assert.Contains("8-bit GaLore", run.Output, StringComparison.Ordinal);
        Assert.Contains("licence of its driver", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_fits_ends_in_1_and_nonsense_in_2()
    {
        Assert.Equal(1, (await CommandRun.Of([.. Asked, "--have", "1x RTX 3070", "--method", "full"])).ExitCode);
        var nonsense = await CommandRun.Of([.. Asked, "--deadline", "soon"]);
        Assert.Equal((2, "'soon' is no deadline; write 7d or 12h."), (nonsense.ExitCode, nonsense.Error.Trim()));
    }
}
