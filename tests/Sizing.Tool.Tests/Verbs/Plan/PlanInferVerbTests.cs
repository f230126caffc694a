using System.Globalization;
using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Plan;

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

    /// <summary>Dense, mixture and latent attention; rented, bought, at hand; clients and rates; another engine.</summary>
    [Theory]
    [InlineData("--model Qwen/Qwen2.5-7B-Instruct --input 800 --output 200 --rate 20 --target-tpot 30ms")]
    [InlineData("--model Qwen/Qwen3-30B-A3B --input 1500 --output 400 --concurrency 96 --target-tpot 40ms --fewest-bits 4")]
    [InlineData("--model deepseek-ai/DeepSeek-R1 --input 1000 --output 1000 --concurrency 64 --target-tpot 60ms --buy")]
    [InlineData("--model openai/gpt-oss-120b --input 3000 --output 500 --rate 2 --vendor NVIDIA --data-center --prefix-hit 0.5")]
    [InlineData("--model google/gemma-3-27b-it --input 500 --output 300 --rate 1 --have DGX=H100")]
    [InlineData("--model meta-llama/Llama-3.1-8B-Instruct --context 8192 --concurrency 20 --engine sglang")]
    [InlineData("--model meta-llama/Llama-3.3-70B-Instruct --input 700 --output 100 --rate 3 --vendor AMD --weights fp8")]
    public async Task The_printed_infer_says_the_numbers_of_the_first_plan(string question)
    {
        var words = question.Split(' ').Select(word => word.Replace('=', ' '));
        var plan = (await Answer(["plan", "infer", .. words, "--top", "1"])).GetProperty("plans")[0];
        var line = plan.GetProperty("infer").GetString()!;

        var inferred = await Answer([.. System.Text.RegularExpressions.Regex.Matches(line, "\"(?<word>[^\"]*)\"|(?<word>[^ ]+)").Select(match => match.Groups["word"].Value).Skip(1)]);

        Assert.True(inferred.GetProperty("fits").GetBoolean());
        foreach (var part in new[] { "latency", "throughput", "cost", "energy" })
            Assert.Equal(plan.GetProperty(part).GetRawText(), inferred.GetProperty(part).GetRawText());
        foreach (var bytes in new[] { "weightsBytes", "activationBytes", "kvPoolBytes" })
            Assert.Equal(plan.GetProperty("memory").GetProperty(bytes).GetInt64(), inferred.GetProperty("memory").GetProperty(bytes).GetInt64());
    }

    [Fact]
    public async Task The_tables_fit_a_terminal_of_100_columns()
    {
        foreach (var arguments in new[] { new[] { "--target-ttft", "2s", "--target-tpot", "50ms" }, ["--have", "2x RTX A6000", "--target-tpot", "20ms"] })
        {
            var lines = (await CommandRun.Of([.. Asked, .. arguments])).Output.Split('\n');
            Assert.Contains(lines, line => line.StartsWith("----", StringComparison.Ordinal));
            Assert.All(lines.Where(line => line.Contains("  ", StringComparison.Ordinal) && !line.StartsWith("  ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 100));
        }
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
    [InlineData("1 × RTX 4090: NVIDIA is not among the makers", "--have", "1x RTX 4090", "--vendor", "AMD")]
    [InlineData("a workstation or data-center card is allowed", "--have", "1x RTX 4090", "--data-center")]
    [InlineData("are more than 2 × H100 SXM 80GB can answer as asked: the nearest is", "--have", "2x H100 SXM", "--target-tpot", "30ms", "--weights", "fp8")]
    [InlineData("0.00001 kW are too little: the least is", "--max-power", "0.00001")]
    [InlineData("$0.01 are too little: the cheapest is $", "--budget-month", "0.01")]
    [InlineData("$1 are too little: the cheapest is $", "--budget-buy", "1")]
    [InlineData("No plan gives the first token within 1 ms", "--target-ttft", "1ms")]
    [InlineData("computes in none of the formats that are allowed", "--have", "2x T4", "--weights", "bf16")]
    [InlineData("No card in a PCI Express slot is among", "--have", "8x H100 SXM", "--pcie-only")]
    [InlineData("vllm does not run on M3 Ultra 512GB; it runs on hardware of NVIDIA, AMD, Intel, Google.", "--have", "1x M3 Ultra")]
    [InlineData("fits on no plan of 1 × RTX 3090", "--have", "1x RTX 3090", "--weights", "bf16")]
    [InlineData("more than one system holds", "--one-node", "--vendor", "AMD", "--pcie-only", "--target-tpot", "50ms")]
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
    [InlineData("The concurrency must be a positive number", "--concurrency", "0")]
    [InlineData("The number of GPUs must be a positive number", "--max-gpus", "0")]
    [InlineData("The fewest bits of a weight lie between 1 and 16", "--fewest-bits", "99")]
    [InlineData("The fewest bits in the KV cache lie between 1 and 16", "--fewest-cache-bits", "64")]
    [InlineData("'0x RTX 4090' names 0 GPUs", "--have", "0x RTX 4090")]
    [InlineData("closest: 'RTX 4090'", "--have", "RTX 4095")]
    [InlineData("GPU 'RTX 9999' is not in the catalog; 'sizing gpus' lists what is", "--have", "RTX 9999")]
    [InlineData("give a budget to buy, or rank by rent", "--buy", "--budget-month", "2000")]
    [InlineData("a budget per month or one to buy", "--budget-buy", "1", "--budget-month", "2000")]
    [InlineData("longer than the context of 100 tokens", "--context", "100")]
    [InlineData("The prefix hit rate must lie between 0 and 1", "--prefix-hit", "1.5")]
    [InlineData("ask infer for llamacpp", "--engine", "llamacpp")]
    [InlineData("--top -1 prints nothing", "--top", "-1")]
    [InlineData("The rate must be a positive number", "--rate", "NaN")]
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
