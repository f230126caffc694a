using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>Head and loss at their peak; figures of data/training/loss.csv and frameworks.csv, each read in the framework's code or its measured rows.</summary>
public sealed class LossMemoryTests
{
    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("A100 SXM 80GB")) { MicroBatch = 4, Sequence = 2048 };

    private static readonly TrainingRun Gpt = Run with { Model = Catalog.Model("openai-community/gpt2-medium"), Sequence = 1024, MicroBatch = 1 };

    /// <summary>BF16 logits 2, FP32 copy 4, shifted copy 4, log-softmax 4; chunks of torchtune 2 and 2; Megatron's FP32 logits and their 16-bit origin.</summary>
    [Theory]
    [InlineData("hf", null, 14)]
    [InlineData("torchtune", null, 4)]
    [InlineData("unsloth", null, 0)]
    [InlineData("megatron", null, 6)]
    [InlineData("hf", LossPath.Chunked, 4)]
    [InlineData("hf", LossPath.Fused, 6)]
    [InlineData("hf", LossPath.Cut, 0)]
    [InlineData("torchtune", LossPath.HuggingFace, 14)]
    public void Bytes_per_logit_follow_from_the_path_that_the_run_or_the_framework_chooses(string framework, LossPath? path, double bytes) =>
        Assert.Equal(bytes, LossMemory.BytesPerLogit(Run with { Framework = Catalog.TrainingFramework(framework), Loss = path }));

    /// <summary>GPT-2 does not upcast: logits, shifted copy, log-softmax and gradient are 16-bit, or FP32 beside 16-bit logits under autocast, or all FP32.</summary>
    [Theory]
    [InlineData(TrainingPrecision.Bf16, 8)]
    [InlineData(TrainingPrecision.Bf16Mixed, 18)]
    [InlineData(TrainingPrecision.Fp16Mixed, 18)]
    [InlineData(TrainingPrecision.Fp32, 16)]
    public void A_loss_that_does_not_upcast_computes_as_the_run_does(TrainingPrecision precision, double bytes) =>
        Assert.Equal(bytes, LossMemory.BytesPerLogit(Gpt with { Precision = precision }));

    [Fact]
    public void Fp32_adapters_beside_16_bit_weights_run_under_autocast_and_16_bit_ones_do_not()
    {
        var adapted = Gpt with { Precision = TrainingPrecision.Bf16, Adapter = new(8) { Targets = ["c_attn"] }, Base = WeightFormat.Bf16 };

        Assert.Equal(18, LossMemory.BytesPerLogit(adapted));
        Assert.Equal(8, LossMemory.BytesPerLogit(adapted with { Precision = TrainingPrecision.Bf16Mixed, Adapter = adapted.Adapter! with { Storage = DataType.Bf16 } }));
    }

    /// <summary>Llama-3.1: 128,256 logits; GPT-2: 50,257, of which a rank of eight holds at most 6,283.</summary>
    [Theory]
    [InlineData(1, 128_256)]
    [InlineData(8, 16_032)]
    public void Tensor_ranks_divide_the_logits(int ranks, long logits) =>
        Assert.Equal(14 * 8192 * logits, At(Run with { Plan = new() { Tensor = ranks } })["Logits and loss"]);

    [Fact]
    public void Logits_that_do_not_divide_are_rounded_up() =>
        Assert.Equal(8 * 1024 * 6_283, At(Gpt with { Precision = TrainingPrecision.Bf16, Plan = new() { Tensor = 8 } })["Logits and loss"]);

    [Theory]
    [InlineData(8_192, 131_072, 256)]
    [InlineData(8_193, 131_072, 512)]
    [InlineData(8_448, 131_072, 512)]
    [InlineData(16_384, 128_256, 512)]
    public void Liger_makes_as_many_chunks_as_the_vocabulary_is_wider_than_the_hidden_state_in_powers_of_two(long tokens, long vocabulary, long chunk) =>
        Assert.Equal(chunk, LossMemory.FusedChunk(tokens, vocabulary, 4096));

    [Fact]
    public void A_fused_loss_holds_the_logits_of_one_chunk()
    {
        // ⌈128256 / 4096⌉ = 32 chunks of 8192 / 32 = 256 tokens.
        var (fused, whole) = (LossMemory.Explain(Run with { Loss = LossPath.Fused }), LossMemory.Explain(Run));

        Assert.Equal(6 * 256L * 128_256, fused.Value.Whole);
        Assert.Equal(("tokens of a chunk", "tokens of the micro-batch on the GPU"), (fused.Inputs[0].Meaning, whole.Inputs[0].Meaning));
    }

    [Theory]
    [InlineData("hf", 1, true, 6 * 4096, 0)]
    [InlineData("hf", 8, true, 6 * 4096 / 8, 0)]
    [InlineData("hf", 8, false, 6 * 4096, 0)]
    [InlineData("titan", 8, true, 6 * 4096 / 8, 4 * 4096)]
    [InlineData("titan", 8, false, 6 * 4096, 0)]
    [InlineData("titan", 1, true, 6 * 4096, 0)]
    public void Sequence_parallelism_divides_the_hidden_states_and_torchtitan_gathers_them_for_the_head(string framework, int ranks, bool sequence, long hidden, long gathered)
    {
        var alive = At(Run with { Framework = Catalog.TrainingFramework(framework), Plan = new() { Tensor = ranks, SequenceParallel = sequence } });

        Assert.Equal(8192 * hidden, alive["Hidden states around the final norm"]);
        Assert.Equal(8192 * gathered, alive.GetValueOrDefault("Gathered input of the head and its gradient"));
    }

    private static Dictionary<string, long> At(TrainingRun run) => StepEvents.At(run, "loss");
}
