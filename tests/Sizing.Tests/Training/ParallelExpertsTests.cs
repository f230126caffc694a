namespace Sizing.Tests.Training;

/// <summary>Mixtral-8x7B: 32 layers, each with 8 experts of 3 · 4096 · 14336; beside them attention, embedding and head, which tensor parallelism divides, and norms and routers, which it does not.</summary>
public sealed class ParallelExpertsTests
{
    private const long Expert = 32 * 3L * 4096 * 14_336;
    private const long Divided = 32 * (2L * 4096 * 4096 + 2L * 1024 * 4096) + 2 * 32_000L * 4096;
    private const long Replicated = 65 * 4096 + 32 * 8 * 4096;

    private static readonly TrainingRun Run = new(Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Catalog.Gpu("H100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Framework = Catalog.TrainingFramework("torchtune"),
        Recompute = Recompute.Full,
    };

    public static TheoryData<TrainingPlan, long> Weights => new()
    {
        { new(), Divided + Replicated + 8 * Expert },
        { new() { Data = 8, Expert = 8 }, (Divided + Replicated) / 8 + Expert },
        { new() { Data = 16, Expert = 8 }, (Divided + Replicated) / 16 + Expert / 2 },
        { new() { Data = 8, Context = 2, Expert = 8 }, (Divided + Replicated) / 16 + Expert / 2 },
        { new() { Data = 4, Tensor = 2 }, Divided / 8 + Replicated / 4 + 8 * Expert / 8 },
        { new() { Data = 4, Tensor = 2, Expert = 4 }, Divided / 8 + Replicated / 4 + 2 * Expert / 2 },
        { new() { Data = 4, Tensor = 2, Expert = 4, ExpertTensor = 2 }, Divided / 8 + Replicated / 4 + 2 * (Expert / 2) },
    };

    [Theory, MemberData(nameof(Weights))]
    public void Expert_ranks_divide_experts_and_the_ranks_that_are_left_their_states(TrainingPlan plan, long parameters)
    {
        var alive = StepEvents.At(Run with { Plan = plan with { Sharding = StateSharding.Weights } }, "optimizer step");

        Assert.Equal(new() { ["Weights in bf16"] = 2 * parameters, ["Gradients in bf16"] = 2 * parameters, ["States of adamw"] = 4 * parameters }, alive);
    }

    [Fact]
    public void Gpus_and_ranks_follow_from_the_degrees()
    {
        var plan = new TrainingPlan { Data = 8, Tensor = 4, Pipeline = 3, Context = 2, Expert = 16 };

        Assert.Equal((192, 16, 4, 1), (plan.Gpus, plan.StateRanks, plan.ExpertStateRanks, plan.ExpertTensorRanks));
        Assert.Equal(4, (plan with { Expert = 1 }).ExpertTensorRanks);
        Assert.Equal((2, 2), ((plan with { ExpertTensor = 2 }).ExpertTensorRanks, (plan with { ExpertTensor = 2 }).ExpertStateRanks));
    }

    /// <summary>A gathered layer: attention, router, two norms, and all experts of the rank.</summary>
    [Fact]
    public void The_largest_layer_is_gathered() =>
        Assert.Equal(
            2 * (2L * 4096 * 4096 + 2L * 1024 * 4096 + 8 * 4096 + 2 * 4096 + 8 * 3L * 4096 * 14_336),
            StepEvents.At(Run with { Plan = new() { Data = 8, Sharding = StateSharding.Weights } }, "forward end")["Gathered layer"]);

    /// <summary>DeepSeek-V2-Lite: the first layer is dense; the others, with 64 experts, are larger.</summary>
    [Fact]
    public void Where_layers_differ_the_largest_counts()
    {
        const long Attention = 3072L * 2048 + 576 * 2048 + 512 + 4096L * 512 + 2048 * 2048 + 2 * 2048;
        const long Layer = Attention + 64 * 2048 + 64 * 3L * 2048 * 1408 + 3L * 2048 * 2816;
        var alive = StepEvents.At(Run with { Model = Catalog.Model("deepseek-ai/DeepSeek-V2-Lite"), Plan = new() { Data = 8, Sharding = StateSharding.Weights } }, "end of backward");

        Assert.Equal(2 * Layer, alive["Gathered layer"]);
        Assert.Equal(2 * Layer, alive["Gradients of a layer before they are sharded"]);
    }
}
