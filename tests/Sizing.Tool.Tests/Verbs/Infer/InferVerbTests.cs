using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Infer;

public sealed class InferVerbTests
{
    private static readonly string[] Logged =
        ["infer", "--model", "meta-llama/Llama-3.1-8B-Instruct", "--gpu", "H100", "--engine", "vllm@0.19.0", "--utilization", "0.95", "--context", "8192"];

    [Fact]
    public async Task The_json_has_the_agreed_keys_and_what_vllm_logged()
    {
        var run = await CommandRun.Of([.. Logged, "--json"]);
        var answer = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["model", "gpu", "gpus", "plan", "engine", "weights", "memory", "kvCache", "fits"],
            answer.EnumerateObject().Select(property => property.Name).Take(9));
        Assert.Equal(["tensor", "pipeline", "data", "expert", "context"], Keys(answer, "plan"));
        Assert.Equal(["name", "version"], Keys(answer, "engine"));
        Assert.Equal(["format", "bytesTotal"], Keys(answer, "weights"));
        Assert.Superset(
            new HashSet<string> { "nominalBytes", "usableBytes", "budgetBytes", "weightsBytes", "activationBytes", "overheadBytes", "kvPoolBytes", "nonTorchBytes", "graphBytes" },
            Keys(answer, "memory").ToHashSet());
        Assert.Superset(
            new HashSet<string> { "dataType", "bytesPerToken", "stateBytesPerSequence", "capacityTokens", "maxConcurrency", "poolBytes", "blocks" },
            Keys(answer, "kvCache").ToHashSet());
        Assert.Equal(131_072, answer.GetProperty("kvCache").GetProperty("bytesPerToken").GetInt64());
        Assert.Equal(476_016, answer.GetProperty("kvCache").GetProperty("capacityTokens").GetInt64(), 476.0);
    }

    // 131,072 B a token: 60 GiB are 491,520 tokens, 500 GiB 4,096,000; 8,192 tokens at 63.015 and at 14 GB/s.
    [Fact]
    public async Task Cache_beyond_the_gpus_is_counted_and_timed()
    {
        var answer = JsonDocument.Parse((await CommandRun.Of([.. Logged, "--kv-offload", "60", "--kv-disk", "500", "--disk-bandwidth", "14", "--json"])).Output).RootElement;
        var cache = answer.GetProperty("kvCache");

        Assert.Equal(500L << 30, answer.GetProperty("memory").GetProperty("diskBytes").GetInt64());
        Assert.Equal(491_520, cache.GetProperty("hostTokens").GetInt64());
        Assert.Equal(4_096_000, cache.GetProperty("diskTokens").GetInt64());
        Assert.Equal(4_096_000, cache.GetProperty("reusableTokens").GetInt64());
        Assert.Equal(17.04, cache.GetProperty("promptFromHostMs").GetDouble(), 0.01);
        Assert.Equal(76.70 + 17.04, cache.GetProperty("promptFromDiskMs").GetDouble(), 0.01);

        var text = (await CommandRun.Of([.. Logged, "--kv-offload", "60", "--kv-disk", "500", "--explain"])).Output;
        Assert.Contains("KV cache on drives", text, StringComparison.Ordinal);
        Assert.Contains("The drives hold 4,096,000 tokens; a prompt comes back from them in at least", text, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.Of([.. Logged, "--disk-bandwidth", "14"])).ExitCode);
    }

    // nvidia-smi shows 3,072 MiB less of 48 GiB with ECC on; 0.35 GiB more are a desktop's.
    [Fact]
    public async Task Ecc_takes_a_sixteenth_of_cards_that_ship_with_it_off()
    {
        string[] asked = ["infer", "--model", "llama-3.1-8b", "--context", "8192", "--json", "--gpu"];

        Assert.Equal(3_072L << 20, await Usable([.. asked, "RTX A6000"]) - await Usable([.. asked, "RTX A6000", "--ecc"]));
        Assert.Equal((3_072L << 20) + (1L << 29), await Usable([.. asked, "RTX A6000"]) - await Usable([.. asked, "RTX A6000", "--ecc", "--held", "0.5"]));
        Assert.Contains("has ECC on as it ships", (await CommandRun.Of([.. asked, "L40S", "--ecc"])).Error, StringComparison.Ordinal);
        Assert.Contains("has no ECC that is known", (await CommandRun.Of([.. asked, "RTX 5090", "--ecc"])).Error, StringComparison.Ordinal);

        static async Task<long> Usable(string[] arguments) =>
            JsonDocument.Parse((await CommandRun.Of(arguments)).Output).RootElement.GetProperty("memory").GetProperty("usableBytes").GetInt64();
    }

    [Fact]
    public async Task What_does_not_fit_ends_with_exit_code_1_and_says_why()
    {
        var run = await CommandRun.Of("infer", "--model", "llama-3-8b", "--gpu", "RTX 4080", "--context", "16");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing is left for the KV cache", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_prints_formulas_symbols_units_and_sources()
    {
        var run = await CommandRun.Of([.. Logged, "--explain"]);

        Assert.Contains("B · V · (e + c) + min(P, B) · V · 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("V = 128,256: tokens of the vocabulary", run.Output, StringComparison.Ordinal);
        Assert.Contains("vllm-project/vllm", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_another_version_says_what_changed_and_why()
    {
        var run = await CommandRun.Of([.. Logged, "--against", "vllm@0.22.0"]);

        Assert.Contains("graphs_in_budget: none → 1", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50ms", "2s", 0)]
    [InlineData("50", "2000", 0)]
    [InlineData("0.5ms", "2s", 1)]
    public async Task Targets_are_times_as_plan_reads_them(string perToken, string firstToken, int exitCode) =>
        Assert.Equal(exitCode, (await CommandRun.Of([.. Logged, "--target-tpot", perToken, "--target-ttft", firstToken])).ExitCode);

    [Theory]
    [InlineData("--context", "-5", "The context must be at least 1; -5 was given.")]
    [InlineData("--engine", "tgi", "Engine 'tgi' is unknown; known: vllm, sglang, trtllm, llamacpp, transformers.")]
    [InlineData("--tp", "3", "3 tensor-parallel ranks do not divide the 32 query heads.")]
    [InlineData("--weights", "fp7", "Weight format 'fp7' is unknown")]
    [InlineData("--kv", "int4", "vllm 0.30.0 stores the KV cache in int4 only with a scale for each token and head (int4_per_token_head), which is not modelled; modelled are bf16, fp16, fp8, nvfp4.")]
    [InlineData("--lora-rank", "32", "--lora-rank says how large adapters are; give their number with --loras.")]
    [InlineData("--target-ttft", "soon", "'soon' is no time; write 2s or 50ms.")]
    [InlineData("--rent", "-1", "The rent of a GPU-hour must be a positive number; -1 was given.")]
    [InlineData("--rent", "three", "'three' is not a number, which --rent takes.")]
    [InlineData("--gpus", "1.5", "'1.5' is not a whole number, which --gpus takes.")]
    [InlineData("--pue", "0.5", "The power usage effectiveness is at least 1; 0.5 was given.")]
    [InlineData("--busy", "2", "The busy share must lie between 0 and 1; 2 was given.")]
    [InlineData("--api-price", "1:-2", "'1:-2' does not name a price of a million tokens in and one of a million out; write 0.15:0.60.")]
    [InlineData("--held", "NaN", "--held takes GiB, a number from 0 to 1,000,000; NaN was given.")]
    [InlineData("--kv-offload", "Infinity", "--kv-offload takes GiB, a number from 0 to 1,000,000; Infinity was given.")]
    [InlineData("--kv-disk", "-1", "--kv-disk takes GiB, a number from 0 to 1,000,000; -1 was given.")]
    [InlineData("--system", "DGX H200", "A DGX H200 holds H200 SXM 141GB, not H100 SXM 80GB; name one of the two.")]
    public async Task Bad_input_is_one_sentence_and_exit_code_2(string option, string value, string sentence)
    {
        var run = await CommandRun.Of("infer", "--model", "llama-3-8b", "--gpu", "H100", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static IEnumerable<string> Keys(JsonElement answer, string name) => answer.GetProperty(name).EnumerateObject().Select(property => property.Name);
}
