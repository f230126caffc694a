using Sizing.Models;
using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>Llama-2-7B in BF16 over pipeline stages, T = 2048, eight micro-batches, full recomputation: a layer keeps 2 · 4096 · T bytes.</summary>
public sealed class PipelineStageTests
{
    private const long Head = 32_000 * 4096;
    private const long OneLayer = 4L * 4096 * 4096 + 3L * 4096 * 11_008 + 2 * 4096;
    private const long Kept = 2 * 4096 * 2048;

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Sequence = 2048,
        Accumulation = 8,
        Plan = new() { Pipeline = 4 },
    };

    [Theory]
    [InlineData(1, 8 * OneLayer + Head)]
    [InlineData(2, 8 * OneLayer)]
    [InlineData(3, 8 * OneLayer)]
    [InlineData(4, 8 * OneLayer + Head + 4096)]
    public void The_first_stage_has_the_embedding_and_the_last_the_head(int stage, long parameters) =>
        Assert.Equal(2 * parameters, StepEvents.At(Run, $"steady, stage {stage} of 4")["Weights in bf16"]);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 11)]
    [InlineData(3, 11)]
    public void Layers_that_do_not_divide_are_spread(int stage, int layers)
    {
        var run = Run with { Plan = new() { Pipeline = 3 }, Accumulation = 1 };

        Assert.Equal(layers * Kept, StepEvents.At(run, $"forward end, stage {stage} of 3")["Activations kept"]);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    [InlineData(4, 1)]
    public void A_stage_holds_as_many_micro_batches_as_stages_follow_it(int stage, int microBatches)
    {
        var name = $"forward end, stage {stage} of 4";

        Assert.Equal(8 * Kept * microBatches, StepEvents.At(Run, name)["Activations kept"]);
        Assert.Equal(8 * Kept * 8, StepEvents.At(Run with { Plan = new() { Pipeline = 4, AllForwardFirst = true } }, name)["Activations kept"]);
    }

    [Fact]
    public void An_interleaved_schedule_raises_what_is_kept_by_p_minus_1_over_p_times_m()
    {
        // Korthikanti et al., §4.2.3: p = 4, m = 2: 1 + 3/8.
        var run = Run with { Plan = new() { Pipeline = 4, Virtual = 2 } };

        Assert.Equal(8 * Kept * 4 * 11 / 8, StepEvents.At(run, "forward end, stage 1 of 4")["Activations kept"]);
    }

    [Fact]
    public void Of_many_stages_the_first_two_the_middle_and_the_last_are_looked_at() =>
        Assert.Equal([0, 1, 4, 7], PipelineStage.Candidates(Run with { Plan = new() { Pipeline = 8 } }).Select(stage => stage.Index));

    [Fact]
    public void Only_the_last_stage_has_a_loss_and_others_recompute_a_layer_in_its_place()
    {
        var run = Run with { Plan = new() { Pipeline = 2 } };

        Assert.Equal(["loss, stage 2 of 2"], StepEvents.Names(run).Where(name => name.StartsWith("loss", StringComparison.Ordinal)));
        Assert.Contains("Activations of the recomputed layer", StepEvents.At(run, "second micro-batch, stage 1 of 2"));
        Assert.DoesNotContain("Logits and loss", StepEvents.At(run, "second micro-batch, stage 1 of 2"));
        Assert.Contains("Logits and loss", StepEvents.At(run, "second micro-batch, stage 2 of 2"));
    }

    [Fact]
    public void An_encoder_without_a_head_has_no_loss_of_logits() =>
        Assert.DoesNotContain("loss", StepEvents.Names(Run with { Model = Catalog.Model("google-bert/bert-base-uncased"), Plan = TrainingPlan.Single }));

    /// <summary>Qwen2.5-0.5B: 151936 · 896, one matrix for embedding and head.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_tied_embedding_is_on_the_first_stage_and_again_on_the_last(int index, bool holds)
    {
        var stage = Stage("Qwen/Qwen2.5-0.5B", 3, index);

        Assert.Equal(holds ? 151_936L * 896 : 0, stage.Tensors.Where(tensor => tensor.Role is TensorRole.TokenEmbedding).Sum(tensor => tensor.Elements));
    }

    [Fact]
    public void The_vision_encoder_is_on_the_first_stage_and_prediction_modules_are_on_the_last()
    {
        Assert.Contains(Stage("Qwen/Qwen2-VL-2B-Instruct", 2, 0).Tensors, tensor => tensor.Part is ModelPart.Vision);
        Assert.DoesNotContain(Stage("Qwen/Qwen2-VL-2B-Instruct", 2, 1).Tensors, tensor => tensor.Part is ModelPart.Vision);
        Assert.Contains(Stage("deepseek-ai/DeepSeek-V3", 2, 1).Tensors, tensor => tensor.Part is ModelPart.Mtp);
        Assert.DoesNotContain(Stage("deepseek-ai/DeepSeek-V3", 2, 0).Tensors, tensor => tensor.Part is ModelPart.Mtp);
    }

    private static PipelineStage Stage(string model, int stages, int index) =>
        PipelineStage.Candidates(Run with { Model = Catalog.Model(model), Plan = new() { Pipeline = stages } }).Single(stage => stage.Index == index);
}
