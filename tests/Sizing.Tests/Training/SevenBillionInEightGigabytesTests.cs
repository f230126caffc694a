namespace Sizing.Tests.Training;

/// <summary>
/// Article A3 asks for a 7B model in 8 GB: the techniques it names, each added to the one before, on Llama-2-7B with one sequence of 512.
/// Hand sums of the states between steps: 12, 6, 4.03 and 2 bytes a parameter of 6,738,415,616.
/// </summary>
public sealed class SevenBillionInEightGigabytesTests
{
    private const double Parameters = 6_738_415_616;
    private static readonly GpuSpec EightGigabytes = Catalog.Gpu("RTX 4090") with { Name = "8 GB", CudaVisibleMemory = Bytes.FromGiB(7.6) };

    private static readonly TrainingRun Mixed = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), EightGigabytes)
    {
        Sequence = 512,
        Recompute = Recompute.Full,
    };

    [Theory]
    [InlineData("adamw", TrainingPrecision.Bf16Mixed, 12.0)]
    [InlineData("adamw", TrainingPrecision.Bf16, 6.0)]
    [InlineData("adamw-8bit", TrainingPrecision.Bf16, 4.03)]
    [InlineData("lomo", TrainingPrecision.Bf16, 2.0)]
    public void No_recipe_that_trains_all_parameters_fits(string optimizer, TrainingPrecision precision, double bytesPerParameter)
    {
        var estimate = (Mixed with { Optimizer = Optimizer.Parse(optimizer), Precision = precision }).Estimate();

        Assert.Equal(bytesPerParameter, estimate.Memory.SteadyBytes.Count / Parameters, 0.01);
        Assert.False(estimate.Fits);
    }

    [Fact]
    public void Neither_does_lora_over_16_bit_weights() =>
        Assert.False((Mixed with { Precision = TrainingPrecision.Bf16, Adapter = new(8), Base = WeightFormat.Bf16 }).Estimate().Fits);

    [Fact]
    public void Qlora_does()
    {
        var estimate = (Mixed with { Precision = TrainingPrecision.Bf16, Adapter = new(8), Base = WeightFormat.Nf4DoubleQuantized }).Estimate();

        Assert.True(estimate.Fits, estimate.Summary);
    }
}
