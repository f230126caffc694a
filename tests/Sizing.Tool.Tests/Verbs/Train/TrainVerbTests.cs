using System.Text.Json;

namespace Sizing.Tool.Tests.Verbs.Train;

public sealed class TrainVerbTests
{
    private static readonly string[] Qlora = ["train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "RTX 4090", "--method", "qlora", "--recompute", "full", "--seq", "1024"];

    [Fact]
    public async Task A_qlora_of_7b_fits_a_4090_and_the_json_has_the_agreed_keys()
    {
        var run = await CommandRun.Of([.. Qlora, "--json"]);
        var answer = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["model", "gpu", "gpus", "perGpu", "hostBytes", "trainableParameters", "fits", "compute", "cost", "energy"],
            answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            [
                "steadyBytes", "peakBytes", "peakEvent", "reservedBytes", "deviceBytes", "weightsBytes", "gradientBytes", "masterBytes",
                "optimizerBytes", "activationBytes", "lossBytes", "temporaryBytes",
            ],
            answer.GetProperty("perGpu").EnumerateObject().Select(property => property.Name));
        Assert.Equal(["flops", "tokensPerSecond", "seconds", "gpuHours", "mfu"], answer.GetProperty("compute").EnumerateObject().Select(property => property.Name));
        // 16 · (in + out) for q, k, v, o (8192 each) and gate, up, down (15104 each) in 32 layers.
        Assert.Equal(32 * 16 * (4 * 8192 + 3 * 15_104), answer.GetProperty("trainableParameters").GetInt64());
    }

    [Fact]
    public async Task Limits_answer_the_inverse_questions()
    {
        var run = await CommandRun.Of([.. Qlora, "--limits", "--json"]);
        var limits = JsonDocument.Parse(run.Output).RootElement.GetProperty("limits");

        Assert.Equal(["microBatch", "sequence", "gpus", "model", "loraRank"], limits.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, limits.GetProperty("gpus").GetInt32());
        Assert.InRange(limits.GetProperty("sequence").GetInt32(), 1024, int.MaxValue);
        Assert.Contains("Largest LoRA rank", (await CommandRun.Of([.. Qlora, "--limits"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preference_tuning_peaks_in_one_of_its_phases()
    {
        var run = await CommandRun.Of([.. Qlora, "--gpus", "8", "--preference", "ppo", "--rollout-gib", "4", "--json"]);
        var answer = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal("ppo", answer.GetProperty("preference").GetString());
        Assert.Equal(["training", "rollout"], answer.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("name").GetString()!).Take(2));
        Assert.Equal(
            answer.GetProperty("phases").EnumerateArray().Max(phase => phase.GetProperty("bytes").GetInt64()),
            answer.GetProperty("perGpu").GetProperty("peakBytes").GetInt64());
    }

    [Fact]
    public async Task A_switch_overrides_a_default_of_the_framework_and_an_unknown_one_is_refused()
    {
        // An adapter of 39,976,960 parameters in BF16 instead of FP32: weights take half.
        var before = JsonDocument.Parse((await CommandRun.Of([.. Qlora, "--json"])).Output).RootElement.GetProperty("perGpu").GetProperty("weightsBytes").GetInt64();
        var after = JsonDocument.Parse((await CommandRun.Of([.. Qlora, "--switch", "adapter=bf16", "--json"])).Output).RootElement.GetProperty("perGpu").GetProperty("weightsBytes").GetInt64();
        var refused = await CommandRun.Of([.. Qlora, "--switch", "fast=yes"]);

        Assert.Equal(2 * 39_976_960, before - after);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Switch 'fast' is unknown", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_ends_with_exit_code_1()
    {
        var run = await CommandRun.Of("train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "RTX 4090");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Does not fit", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_names_the_peak_event_its_formula_and_its_source()
    {
        var run = await CommandRun.Of([.. Qlora, "--explain"]);

        Assert.Contains("loss", run.Output, StringComparison.Ordinal);
        Assert.Contains("k · T · V", run.Output, StringComparison.Ordinal);
        Assert.Contains("QLoRA, arXiv:2305.14314", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--zero", "4", "ZeRO stage 4 does not exist")]
    [InlineData("--method", "prefix", "--method 'prefix' is unknown")]
    [InlineData("--lora-targets", "attention", "LoRA target 'attention' is unknown")]
    [InlineData("--offload", "disk", "'disk' cannot be offloaded")]
    [InlineData("--global-batch", "0", "--global-batch 0 is not a multiple")]
    [InlineData("--tokens", "many", "--tokens 'many' is not a positive number")]
    public async Task A_wrong_word_is_refused_in_one_sentence(string option, string value, string sentence)
    {
        string[] arguments = option == "--method" ? ["train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "RTX 4090"] : Qlora;
        var run = await CommandRun.Of([.. arguments, option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(run.Output);
    }
}
