namespace Sizing.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"));

    [Fact]
    public void Every_model_of_the_catalog_can_be_sized_and_its_trained_parameters_are_its_tensors()
    {
        foreach (var model in Catalog.Models)
        {
            var memory = (Run with { Model = model }).Estimate().Memory;

            Assert.Equal(model.Tensors().Sum(tensor => tensor.Elements), memory.TrainableParameters);
            Assert.True(memory.PeakBytes >= memory.SteadyBytes, model.Name);
        }
    }

    [Fact]
    public void Absurd_sizes_are_refused_in_one_sentence() =>
        Assert.Contains("more bytes than can be counted", Refusal(Run with { Sequence = int.MaxValue, MicroBatch = int.MaxValue }), StringComparison.Ordinal);

    [Fact]
    public void Contradictions_are_refused_with_their_remedy()
    {
        Assert.Contains("add a LoRA adapter", Refusal(Run with { Base = WeightFormat.Nf4 }), StringComparison.Ordinal);
        Assert.Contains("excludes gradient accumulation", Refusal(Run with { Accumulation = 4, OptimizerInBackward = true }), StringComparison.Ordinal);
        Assert.Contains("the model has 32", Refusal(Run with { Plan = new() { Pipeline = 64 } }), StringComparison.Ordinal);
        Assert.Contains("do not divide the 32 query heads", Refusal(Run with { Plan = new() { Tensor = 3 } }), StringComparison.Ordinal);
        Assert.Contains("has no experts", Refusal(Run with { Plan = new() { Data = 8, Expert = 8 } }), StringComparison.Ordinal);
        Assert.Contains("does not divide the 8 experts", Refusal(Run with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Plan = new() { Data = 3, Expert = 3 } }), StringComparison.Ordinal);
        Assert.Contains("need pipeline stages", Refusal(Run with { Plan = new() { Virtual = 2 } }), StringComparison.Ordinal);
        Assert.Contains("must be above 0", Refusal(Run with { Utilization = 1.5 }), StringComparison.Ordinal);
        Assert.Contains("no Fp8 matrix units", Refusal(Run with { Precision = TrainingPrecision.Fp8 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dense_model_takes_six_flops_a_parameter_and_token_and_the_attention()
    {
        // Llama-2-7B: 6,607,077,376 weights in matrices that are multiplied (all but embedding, 131,072,000, and norms, 266,240); 32 layers of 4096.
        var expected = 6.0 * (6_738_415_616 - 131_072_000 - 266_240) + 12.0 * 32 * 4096 * 4096;

        Assert.Equal(expected, Run.Estimate().Compute.FlopsPerToken, 1.0);
    }

    [Fact]
    public void Gpu_hours_and_cost_follow_from_tokens_and_price()
    {
        // 1e12 tokens · F / (0.5 · 312e12) / 3600 hours, at 2 dollars.
        var compute = (Run with { Tokens = 1e12, Utilization = 0.5, DollarsPerGpuHour = 2 }).Estimate().Compute;
        var hours = 1e12 * compute.FlopsPerToken / (0.5 * 312e12) / 3600;

        Assert.Equal(hours, compute.GpuHours, 1.0);
        Assert.Equal(2 * hours, compute.Cost!.Value, 2.0);
    }

    [Fact]
    public void A_pipeline_idles_while_it_fills()
    {
        // p = 4, n = 12, m = 1: bubble 3/12 of the busy time, so 0.4 becomes 0.32.
        var run = Run with { Utilization = 0.4, Accumulation = 12, Plan = new() { Pipeline = 4 } };

        Assert.Equal(0.32, run.Estimate().Compute.Mfu, 9);
    }

    /// <summary>torchtitan/components/loss.py: eager, logits are cast to FP32 for log-softmax; compiled with the model, 16-bit logits and their gradient are left.</summary>
    [Theory]
    [InlineData("titan", false, 14)]
    [InlineData("titan", true, 4)]
    [InlineData("torchtune", true, 14)]
    public void Torchtitan_compiles_the_loss_with_the_model(string framework, bool compiled, double bytesPerLogit) =>
        Assert.Equal(bytesPerLogit, Sizing.Training.LossMemory.BytesPerLogit(Run with { Framework = Catalog.TrainingFramework(framework), Loss = LossPath.Full, Compiled = compiled }));

    private static string Refusal(TrainingRun run) => Assert.Throws<SizingException>(run.Estimate).Message;
}
