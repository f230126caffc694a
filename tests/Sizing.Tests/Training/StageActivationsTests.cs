using Sizing.Explain;
using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>What all layers of Llama-3.1-8B keep, 32 of h = 4096 and f = 14336, at T = 2048 tokens; per token where no T is written.</summary>
public sealed class StageActivationsTests
{
    private const long T = 2048;

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("H100 SXM 80GB")) { Sequence = 2048, Recompute = Recompute.Full };

    private static readonly double Layer = KeptTensors.Of(Run).Values.Sum();

    [Fact]
    public void Checkpoints_at_every_second_layer_are_half_as_many_and_two_layers_are_computed_again()
    {
        var stage = KeptTensors.OfStage(Run with { RecomputeEvery = 2 });

        Assert.Equal(32 * 2 * 4096 / 2, stage.KeptPerToken);
        Assert.Equal(2 * T * Layer, stage.Recomputed.Count);
        Assert.Equal(32 * T * Layer, stage.SavedBytes.Count);
    }

    [Fact]
    public void The_interval_of_checkpoints_says_nothing_of_selective_recomputation()
    {
        var selective = Run with { Recompute = Recompute.Selective, Attention = AttentionKernel.Eager };

        Assert.Equal(KeptTensors.OfStage(selective).KeptPerToken, KeptTensors.OfStage(selective with { RecomputeEvery = 2 }).KeptPerToken);
        Assert.Equal(KeptTensors.OfStage(selective).Recomputed, KeptTensors.OfStage(selective with { RecomputeEvery = 2 }).Recomputed);
    }

    /// <summary>torchtitan's op-level policy saves every second matrix product: half of input 2h, q k v 2(h + 2k), output 2h, input 2h, gate and up 4f, beside the checkpoint.</summary>
    [Fact]
    public void Torchtitans_selective_recomputation_keeps_every_second_product() => Assert.Equal(
        32 * (2 * 4096 + (2 * 4096 + 2 * (4096 + 2048) + 2 * 4096 + 2 * 4096 + 4 * 14336) / 2),
        KeptTensors.OfStage(Run with { Framework = Catalog.TrainingFramework("titan"), Recompute = Recompute.Selective }).KeptPerToken);

    [Fact]
    public void Offloaded_checkpoints_leave_two_in_flight_on_the_gpu()
    {
        var memory = TrainingMemory.Of(Run with { Plan = new() { OffloadActivations = true } });
        var kept = memory.Peak.Children.Single(happening => happening.Name == "forward end").Children.Single(term => term.Kind is TermKind.Activations);

        Assert.Equal(("Checkpoints of two layers in flight", 2 * T * 2 * 4096, "the others are in host memory"), (kept.Name, kept.Value.Whole, kept.Note));
        Assert.Equal(32 * T * 2 * 4096, memory.Host.Count);
        Assert.Equal(Bytes.Zero, TrainingMemory.Of(Run).Host);
    }

    [Fact]
    public void Layers_of_different_kinds_add_up_and_the_largest_is_computed_again()
    {
        // DeepSeek-V2-Lite: one dense layer and 26 mixtures; a token's eight experts of 1408 outweigh the dense width of 10944.
        var run = Run with { Model = Catalog.Model("deepseek-ai/DeepSeek-V2-Lite"), Recompute = Recompute.None };
        var (dense, mixture) = (KeptTensors.Of(run).Values.Sum(), KeptTensors.Of(run, 1).Values.Sum());

        Assert.True(mixture > dense);
        Assert.Equal(dense + 26 * mixture, KeptTensors.OfStage(run).KeptPerToken);
        Assert.Equal(T * mixture, KeptTensors.OfStage(run with { Recompute = Recompute.Full }).Recomputed.Count);
    }

    [Fact]
    public void A_vision_encoder_is_no_part_of_what_language_layers_keep()
    {
        var model = Catalog.Model("Qwen/Qwen2-VL-2B-Instruct");
        var run = Run with { Model = model, Recompute = Recompute.None };

        Assert.NotNull(model.Vision);
        Assert.Equal(KeptTensors.OfStage(run with { Model = model with { Vision = null } }).KeptPerToken, KeptTensors.OfStage(run).KeptPerToken);
    }

    [Fact]
    public void Context_ranks_divide_the_tokens_and_the_last_has_the_rest()
    {
        Assert.Equal(1025, (Run with { Sequence = 2049, Plan = new() { Context = 2 } }).TokensPerGpu);
        Assert.Equal(32 * 1025 * 2 * 4096, StepEvents.At(Run with { Sequence = 2049, Plan = new() { Context = 2 } }, "forward end")["Activations kept"]);
    }
}
