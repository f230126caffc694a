using Sizing.Training;

namespace Sizing.Tests.Training;

public sealed class TrainingLimitsTests
{
    private static readonly TrainingRun Qlora = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 4090"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Adapter = new(16),
        Base = WeightFormat.Nf4DoubleQuantized,
    };

    [Fact]
    public void The_longest_sequence_fits_and_one_token_more_does_not()
    {
        var longest = TrainingLimits.LongestSequence(Qlora)!.Value;

        Assert.True((Qlora with { Sequence = longest }).Estimate().Fits);
        Assert.False((Qlora with { Sequence = longest + 1 }).Estimate().Fits);
    }

    [Fact]
    public void The_largest_rank_and_micro_batch_are_at_their_limits_too()
    {
        var batch = TrainingLimits.LargestMicroBatch(Qlora)!.Value;
        var rank = TrainingLimits.LargestRank(Qlora)!.Value;

        Assert.False((Qlora with { MicroBatch = batch + 1 }).Estimate().Fits);
        Assert.False((Qlora with { Adapter = new(rank + 1) }).Estimate().Fits);
    }

    [Fact]
    public void Full_fine_tuning_of_7b_needs_several_gpus_of_80_GB()
    {
        // 16 bytes a parameter are 107.8 GB, and one GPU offers 85.
        var run = Qlora with { Gpu = Catalog.Gpu("H100 SXM 80GB"), Adapter = null, Base = null, Precision = TrainingPrecision.Bf16Mixed, Plan = new() { Sharding = StateSharding.Weights } };

        Assert.InRange(TrainingLimits.FewestGpus(run)!.Value, 2, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_fewest_gpus_fit_and_one_rank_less_does_not(int tensor)
    {
        // Llama-2-70B: 16 bytes a parameter are 1,104 GB, over ranks of 85 GB, tensor-parallel ones counted.
        var run = Qlora with { Model = Catalog.Model("meta-llama/Llama-2-70b-hf"), Gpu = Catalog.Gpu("H100 SXM 80GB"), Adapter = null, Base = null, Precision = TrainingPrecision.Bf16Mixed, Plan = new() { Tensor = tensor, Sharding = StateSharding.Weights } };
        var gpus = TrainingLimits.FewestGpus(run)!.Value;
        bool Fits(int ranks) => (run with { Plan = run.Plan with { Data = ranks } }).Estimate().Fits;

        Assert.InRange(gpus, 13, 32);
        Assert.True(Fits(gpus / tensor));
        Assert.False(Fits(gpus / tensor - 1));
    }

    [Fact]
    public void No_model_fits_where_the_smallest_does_not() => Assert.Null(TrainingLimits.LargestModel(Qlora, [Catalog.Model("meta-llama/Llama-2-70b-hf")]));

    [Fact]
    public void What_never_fits_has_no_answer() => Assert.Null(TrainingLimits.LongestSequence(Qlora with { Adapter = null, Base = null }));

    [Fact]
    public void The_largest_model_that_fits_is_found() =>
        Assert.Equal("meta-llama/Llama-2-13b-hf", TrainingLimits.LargestModel(Qlora with { Sequence = 512 },
            [Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Model("meta-llama/Llama-2-13b-hf"), Catalog.Model("meta-llama/Llama-2-70b-hf")])!.Name);
}
