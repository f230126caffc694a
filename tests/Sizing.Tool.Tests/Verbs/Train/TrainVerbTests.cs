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

    [Theory]
    [InlineData("--lora-rank 64", "--lora-rank is read with --method lora, galore")]
    [InlineData("--lora-targets q_proj", "--lora-targets is read with --method lora, rslora")]
    [InlineData("--recompute-every 4", "--recompute-every is read with --recompute full alone")]
    [InlineData("--nvme-gb-per-s 7", "--nvme-gb-per-s is read with --offload nvme alone")]
    [InlineData("--rollout-gib 4", "--rollout-gib is read with --preference grpo or ppo alone")]
    [InlineData("--preference orpo --precomputed-reference", "--precomputed-reference is read with --preference dpo, grpo or ppo alone")]
    [InlineData("--preference dpo --limits", "--limits is read with plain training alone")]
    [InlineData("--gpus 0", "--gpus is 0; it must be 1 or more")]
    [InlineData("--fsdp 2", "--fsdp needs several data-parallel ranks")]
    [InlineData("--fsdp 3 --gpus 8", "FSDP 3 does not exist")]
    [InlineData("--overlap-experts", "raise ep, or leave the overlap out")]
    public async Task What_nothing_reads_is_refused_with_what_would_read_it(string options, string expected)
    {
        var run = await CommandRun.Of(["train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "H100 SXM 80GB", .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Gradients of 6,738,415,616 parameters in FP32 over 8 GPUs: FSDP 1 keeps its shard beyond the step (rows fms-006 and fms-008), FSDP 2 frees it.</summary>
    [Fact]
    public async Task The_versions_of_fsdp_differ_by_the_sharded_gradients_between_steps()
    {
        async Task<long> Steady(string version) =>
            JsonDocument.Parse((await CommandRun.Of("train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "H100 SXM 80GB", "--gpus", "8", "--fsdp", version, "--json"))
                .Output).RootElement.GetProperty("perGpu").GetProperty("steadyBytes").GetInt64();

        Assert.Equal(4 * 6_738_415_616 / 8, await Steady("1") - await Steady("2"), 4096.0);
    }

    [Fact]
    public async Task The_tree_names_the_switch_of_the_framework_that_decides_a_term()
    {
        var run = await CommandRun.Of("train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "H100 SXM 80GB", "--explain");

        Assert.All(["hf sets foreach=yes", "hf sets mixed_weights=fp32", "hf sets loss=hf, logit_bytes=14", "hf sets norm_copies=yes, rotary_copies=yes"], words => Assert.Contains(words, run.Output, StringComparison.Ordinal));
        Assert.Contains("titan sets loss=full, compiled_logit_bytes=4", (await CommandRun.Of("train", "--model", "meta-llama/Llama-2-7b-hf", "--gpu", "H100 SXM 80GB", "--framework", "titan", "--compile", "--explain")).Output, StringComparison.Ordinal);
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
