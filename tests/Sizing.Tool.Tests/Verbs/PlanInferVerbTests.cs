using System.Globalization;
using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs;

public sealed class PlanInferVerbTests
{
    private static readonly string[] Asked = ["plan", "infer", "--model", "meta-llama/Llama-3.3-70B-Instruct", "--input", "2000", "--output", "300", "--rate", "5"];

    [Fact]
    public async Task The_json_has_the_agreed_keys()
    {
        var answer = await Answer([.. Asked, "--target-ttft", "2s", "--target-tpot", "50ms", "--top", "2"]);

        Assert.Equal(["model", "workload", "plans", "remedies", "warnings"], Keys(answer).Take(5));
        var plan = answer.GetProperty("plans")[0];
        Assert.Superset(
            new HashSet<string> { "rank", "gpu", "gpus", "system", "plan", "weights", "kvCache", "memory", "latency", "throughput", "cost", "energy", "command" },
            Keys(plan).ToHashSet());
        Assert.Superset(new HashSet<string> { "timeToFirstTokenMs", "timePerOutputTokenMs" }, Keys(plan.GetProperty("latency")).ToHashSet());
        Assert.Equal(2, answer.GetProperty("plans").GetArrayLength());
    }

    [Fact]
    public async Task Infer_says_the_same_numbers_of_the_first_plan()
    {
        var plan = (await Answer([.. Asked, "--target-ttft", "2s", "--target-tpot", "50ms", "--top", "1"])).GetProperty("plans")[0];
        var degrees = plan.GetProperty("plan");
        string Degree(string name) => degrees.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture);

        var inferred = await Answer(
            "infer", "--model", Asked[3], "--gpu", plan.GetProperty("gpu").GetString()!, "--tp", Degree("tensor"), "--pp", Degree("pipeline"), "--dp", Degree("data"), "--ep", Degree("expert"),
            "--weights", plan.GetProperty("weights").GetString()!, "--kv", plan.GetProperty("kvCache").GetString()!, "--input", "2000", "--output", "300", "--rate", "5",
            "--target-ttft", "2000", "--target-tpot", "50");

        Assert.True(inferred.GetProperty("fits").GetBoolean());
        Assert.True(inferred.GetProperty("targets").GetProperty("met").GetBoolean());
        foreach (var part in new[] { "latency", "throughput", "cost", "energy" })
            Assert.Equal(plan.GetProperty(part).GetRawText(), inferred.GetProperty(part).GetRawText());
        Assert.Equal(plan.GetProperty("memory").GetProperty("weightsBytes").GetInt64(), inferred.GetProperty("memory").GetProperty("weightsBytes").GetInt64());
        Assert.Equal(plan.GetProperty("memory").GetProperty("kvPoolBytes").GetInt64(), inferred.GetProperty("memory").GetProperty("kvPoolBytes").GetInt64());
    }

    [Fact]
    public async Task Llama_70B_with_4_bits_is_served_by_two_A6000()
    {
        var answer = await Answer("plan", "infer", "--model", Asked[3], "--have", "2x RTX A6000", "--input", "2000", "--output", "300", "--weights", "awq");

        Assert.Equal((1, 2, 1), (
            answer.GetProperty("plans").GetArrayLength(),
            answer.GetProperty("plans")[0].GetProperty("plan").GetProperty("tensor").GetInt32(),
            answer.GetProperty("plans")[0].GetProperty("plan").GetProperty("data").GetInt32()));
    }

    [Theory]
    [InlineData("no plan gives a token", "--target-tpot", "1ms")]
    [InlineData("are too little: the cheapest is $", "--budget-month", "1000")]
    [InlineData("kW are too little: the least is", "--max-power", "0.5")]
    [InlineData("the fewest that do it, more than the 1 allowed", "--max-gpus", "1", "--vendor", "AMD", "--fewest-bits", "16")]
    [InlineData("made by Cerebras; it has NVIDIA", "--vendor", "Cerebras")]
    public async Task What_cannot_be_is_said_in_one_sentence_with_the_nearest(string sentence, params string[] constraint)
    {
        var run = await CommandRun.Of([.. Asked, .. constraint]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("write 2s or 50ms", "--target-ttft", "soon")]
    [InlineData("The rate must be a positive number", "--rate", "-1")]
    [InlineData("leave out --users or --rate", "--users", "5", "--requests-per-hour", "3")]
    public async Task What_cannot_be_meant_is_refused(string sentence, params string[] wrong)
    {
        var run = await CommandRun.Of([.. wrong[0] == "--rate" ? Asked[..^2] : Asked, .. wrong]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_does_not_suffice_comes_with_what_would_help()
    {
        var answer = await Answer(1, "plan", "infer", "--model", "Qwen/Qwen2.5-14B-Instruct", "--have", "1x RTX 3080", "--context", "4096");

        Assert.Contains(answer.GetProperty("remedies").EnumerateArray(), remedy => remedy.GetProperty("fits").GetBoolean());
    }

    private static Task<JsonElement> Answer(params string[] arguments) => Answer(0, arguments);

    private static async Task<JsonElement> Answer(int exitCode, params string[] arguments)
    {
        var run = await CommandRun.Of([.. arguments, "--json"]);
        Assert.Equal(exitCode, run.ExitCode);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
