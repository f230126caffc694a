using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>Llama-2-7B in BF16 with full recomputation over eight data-parallel GPUs, T = 2048; every tensor divides by eight.</summary>
public sealed class StepOfManyGpusTests
{
    private const long Head = 32_000 * 4096;
    private const long OneLayer = 4L * 4096 * 4096 + 3L * 4096 * 11_008 + 2 * 4096;
    private const long P = 32 * OneLayer + 2 * Head + 4096;
    private const long T = 2048;
    private const long BucketsOfDeepSpeed = 1908L << 20;

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Sequence = 2048,
        Plan = new() { Data = 8, Sharding = StateSharding.Weights },
    };

    private static readonly Dictionary<string, long> Sharded = new() { ["Weights in bf16"] = 2 * P / 8, ["Gradients in bf16"] = 2 * P / 8, ["States of adamw"] = 4 * P / 8 };

    private static readonly Dictionary<string, long> Gathered = new() { ["Gathered layer"] = 2 * OneLayer, ["Gathered embedding, head and final norm"] = 2 * (2 * Head + 4096) };

    [Fact]
    public void Fsdp_gathers_the_root_and_a_layer_beside_its_shares() => Assert.Equal(
        new([.. Sharded, .. Gathered]) { ["Activations kept"] = 32 * T * 2 * 4096 },
        StepEvents.At(Run, "forward end"));

    [Fact]
    public void Gradients_of_a_layer_are_whole_before_fsdp_shards_them()
    {
        var alive = StepEvents.At(Run, "backward of the last layer");

        Assert.Equal(2 * OneLayer, alive["Gradients of a layer before they are sharded"]);
        Assert.Equal(2 * (Head + 4096), alive["Gradients of the head"]);
        Assert.Equal(2 * P / 8, alive["Gradients in bf16"]);
    }

    [Fact]
    public void The_reduction_of_gradients_is_an_event_of_data_parallel_ranks_alone()
    {
        Assert.Equal(Sharded, StepEvents.At(Run, "gradient reduction"));
        Assert.DoesNotContain("gradient reduction", StepEvents.Names(Run with { Plan = new() { Tensor = 8, Sharding = StateSharding.Weights } }));
    }

    [Fact]
    public void The_foreach_temporaries_are_of_the_size_of_a_share() => Assert.Equal(
        new(Sharded) { ["Temporaries of the foreach optimizer"] = 2 * P / 8 },
        StepEvents.At(Run, "optimizer step"));

    /// <summary>Over three ranks every tensor is rounded up: matrices of 4096², of 4096 · 11008 and of 32000 · 4096, and norms.</summary>
    [Fact]
    public void A_rank_updates_its_share_of_every_tensor()
    {
        var run = Run with { Plan = new() { Data = 3, Sharding = StateSharding.Optimizer } };

        Assert.Equal(
            32 * (4 * 5_592_406L + 3 * 15_029_590L + 2 * 1366) + 2 * 43_690_667L + 1366,
            new StageStates(run, PipelineStage.Candidates(run).First()).TrainedOnGpu);
    }

    [Fact]
    public void A_foreach_step_of_a_master_copy_has_temporaries_in_fp32() => Assert.Equal(
        4 * P / 8,
        StepEvents.At(Run with { Precision = TrainingPrecision.Bf16Mixed, Framework = Catalog.TrainingFramework("megatron") with { Foreach = true } }, "optimizer step")["Temporaries of the foreach optimizer"]);

    [Fact]
    public void Torchtune_frees_sharded_gradients_after_the_step()
    {
        var run = Run with { Framework = Catalog.TrainingFramework("torchtune") };

        Assert.Equal(new() { ["Weights in bf16"] = 2 * P / 8, ["States of adamw"] = 4 * P / 8 }, StepEvents.At(run, "steady"));
        Assert.Equal(2 * P / 8, StepEvents.At(run, "end of backward")["Gradients in bf16"]);
    }

    [Fact]
    public void A_single_rank_gathers_and_shards_nothing()
    {
        var alone = Run with { Plan = new() { Sharding = StateSharding.Weights } };

        Assert.Equal(new() { ["Weights in bf16"] = 2 * P, ["States of adamw"] = 4 * P }, StepEvents.At(alone, "steady"));
        Assert.DoesNotContain("Gathered layer", StepEvents.At(alone, "forward end"));
        Assert.DoesNotContain("Gradients of a layer before they are sharded", StepEvents.At(alone with { Plan = new() { Sharding = StateSharding.Gradients } }, "end of backward"));
    }

    [Fact]
    public void An_update_inside_the_backward_pass_leaves_no_sharded_gradients()
    {
        Assert.DoesNotContain("Gradients in bf16", StepEvents.At(Run with { OptimizerInBackward = true }, "steady"));
        Assert.DoesNotContain("Gradients in bf16", StepEvents.At(Run with { Optimizer = Optimizer.Lomo }, "steady"));
    }

    [Fact]
    public void Ddp_copies_whole_gradients_into_buckets()
    {
        var run = Run with { Plan = new() { Data = 8 } };

        Assert.Equal(
            new() { ["Weights in bf16"] = 2 * P, ["States of adamw"] = 4 * P, ["Gradients in bf16"] = 2 * P, ["Buckets of data-parallel gradients"] = 2 * P },
            StepEvents.At(run, "gradient reduction"));
        Assert.DoesNotContain("Gradients of a layer before they are sharded", StepEvents.At(run, "end of backward"));
    }

    [Fact]
    public void Megatrons_gradient_buffer_is_its_own_bucket()
    {
        var run = Run with { Framework = Catalog.TrainingFramework("megatron"), Precision = TrainingPrecision.Bf16Mixed, Plan = new() { Data = 8 } };

        Assert.Equal(StepEvents.At(run, "steady"), StepEvents.At(run, "gradient reduction"));
    }

    /// <summary>arXiv:1910.02054 §5: stage 1 divides optimizer states and master copy, stage 2 gradients too, stage 3 weights too.</summary>
    [Theory]
    [InlineData(StateSharding.None, 1, 1, 1)]
    [InlineData(StateSharding.Optimizer, 1, 1, 8)]
    [InlineData(StateSharding.Gradients, 1, 8, 8)]
    [InlineData(StateSharding.Weights, 8, 8, 8)]
    public void Each_stage_of_zero_divides_one_state_more(StateSharding stage, int weights, int gradients, int optimizer)
    {
        var run = Run with { Framework = Catalog.TrainingFramework("deepspeed"), Precision = TrainingPrecision.Bf16Mixed, Plan = new() { Data = 8, Sharding = stage } };
        var alive = StepEvents.At(run, "optimizer step");

        Assert.Equal(
            new()
            {
                ["Weights in bf16"] = 2 * P / weights,
                ["Gradients in bf16"] = 2 * P / gradients,
                ["FP32 master copy in fp32"] = 4 * P / optimizer,
                ["States of adamw"] = 8 * P / optimizer,
                ["FP32 copies of gradients"] = 4 * P / optimizer,
            },
            alive);
    }

    [Fact]
    public void Stage_2_forms_the_gradients_of_a_layer_whole_and_reduces_them_in_buckets()
    {
        var run = Run with { Framework = Catalog.TrainingFramework("deepspeed"), Precision = TrainingPrecision.Bf16Mixed, Plan = new() { Data = 8, Sharding = StateSharding.Gradients } };

        Assert.Equal(2 * OneLayer, StepEvents.At(run, "end of backward")["Gradients of a layer before they are sharded"]);
        Assert.Equal(BucketsOfDeepSpeed, StepEvents.At(run, "gradient reduction")["Communication buckets"]);
        Assert.DoesNotContain("Gathered layer", StepEvents.At(run, "forward end"));
    }

    [Fact]
    public void Stage_3_holds_its_buckets_while_layers_are_gathered() =>
        Assert.Equal(BucketsOfDeepSpeed, StepEvents.At(Run with { Framework = Catalog.TrainingFramework("deepspeed") }, "forward end")["Communication buckets"]);

    [Fact]
    public void Only_several_micro_batches_of_sharded_gradients_add_up_whole()
    {
        bool AddUp(TrainingRun run) => StepEvents.At(run, "end of backward").ContainsKey("Gradients, whole");
        var two = Run with { Accumulation = 2 };

        Assert.True(AddUp(two));
        Assert.False(AddUp(Run));
        Assert.False(AddUp(two with { Plan = new() { Data = 8, Sharding = StateSharding.Optimizer } }));
        Assert.False(AddUp(two with { Plan = new() { Sharding = StateSharding.Weights } }));
        Assert.False(AddUp(two with { Framework = Catalog.TrainingFramework("torchtune") }));
    }
}
