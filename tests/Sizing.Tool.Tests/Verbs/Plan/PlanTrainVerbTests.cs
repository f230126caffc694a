using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Plan;

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

    /// <summary>Dense and mixture, divided and not, with FP8, with states in host memory, with adapters.</summary>
    [Theory]
    [InlineData("--model meta-llama/Llama-3.1-8B --tokens 1B --deadline 1d --vendor NVIDIA --data-center")]
    [InlineData("--model Qwen/Qwen3-30B-A3B --tokens 100M --fp8 --have DGX=H100")]
    [InlineData("--model Qwen/Qwen2.5-1.5B --tokens 10M --seq 2048 --method full --offload --have RTX=4090")]
    [InlineData("--model meta-llama/Llama-2-7b-hf --tokens 10M --seq 2048 --method qlora --have 2x=RTX=4090")]
    public async Task The_printed_train_says_the_numbers_of_the_first_run(string question)
    {
        using var answer = JsonDocument.Parse((await CommandRun.Of(["plan", "train", .. question.Split(' ').Select(word => word.Replace('=', ' ')), "--top", "1", "--json"])).Output);
        var plan = answer.RootElement.GetProperty("plans")[0];
        var words = System.Text.RegularExpressions.Regex.Matches(plan.GetProperty("train").GetString()!, "\"(?<word>[^\"]*)\"|(?<word>[^ ]+)").Select(match => match.Groups["word"].Value).Skip(1);

        using var trained = JsonDocument.Parse((await CommandRun.Of([.. words, "--json"])).Output);

        Assert.True(trained.RootElement.GetProperty("fits").GetBoolean());
        var compute = trained.RootElement.GetProperty("compute");
        Assert.Equal(plan.GetProperty("time").GetProperty("seconds").GetDouble(), compute.GetProperty("seconds").GetDouble(), 1);
        Assert.Equal(plan.GetProperty("throughput").GetProperty("mfu").GetDouble(), compute.GetProperty("mfu").GetDouble(), 4);
        Assert.Equal(plan.GetProperty("gpus").GetInt32(), trained.RootElement.GetProperty("gpus").GetInt32());
    }

    [Fact]
    public async Task Its_tables_fit_a_terminal_of_100_columns()
    {
        var lines = (await CommandRun.Of([.. Asked, "--method", "full", "--data-center"])).Output.Split('\n');

        Assert.Contains(lines, line => line.StartsWith("----", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.Contains("  ", StringComparison.Ordinal) && !line.StartsWith("  ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 100));
    }

    [Theory]
    [InlineData(2, "The sequence must be a positive number", "--seq", "0")]
    [InlineData(2, "The global batch must be a positive number", "--global-batch", "0")]
    [InlineData(2, "--method 'foo' is not planned", "--method", "foo")]
    [InlineData(2, "larger than the 4,096 dimensions", "--method", "lora", "--lora-rank", "100000")]
    [InlineData(2, "'0d' is no deadline", "--deadline", "0d")]
    [InlineData(2, "The budget must be a positive number", "--budget", "-1")]
    [InlineData(2, "The number of GPUs must be a positive number", "--max-gpus", "0")]
    [InlineData(1, "$0.01 are too little: the cheapest run costs $", "--budget", "0.01")]
    [InlineData(1, "T4 has no matrix units for BF16", "--have", "1x T4")]
    [InlineData(1, "0.1 W are too little: one", "--max-power", "0.0001")]
    [InlineData(1, "tokens fit.", "--method", "full", "--seq", "33554432", "--have", "8x H100")]
    public async Task What_cannot_be_is_said_in_one_sentence(int exitCode, string sentence, params string[] constraint)
    {
        var run = await CommandRun.Of([.. constraint[0] == "--seq" || constraint.Contains("--seq") ? Asked[..^2] : Asked, .. constraint]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(sentence, exitCode == 2 ? run.Error : run.Output.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
