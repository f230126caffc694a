namespace Sizing.Notebook.Tests.Planning;

public sealed class PlanChartsTests
{
    private static readonly IReadOnlyList<GpuSpec> Gpus = [Catalog.Gpu("RTX 4090"), Catalog.Gpu("H100 SXM")];

    private static ServingQuestion Question(string model) => new(Catalog.Model(model)) { Input = 1000, Output = 200, Rate = 1, Constraints = new() { MaxGpus = 2 } };

    [Fact]
    public void A_model_that_no_two_of_a_GPU_hold_leaves_its_cell_empty()
    {
        var chart = PlanCharts.Models([Question("Qwen/Qwen2.5-7B-Instruct"), Question("meta-llama/Llama-3.3-70B-Instruct")], Gpus, plan => plan.Gpus, "GPUs");

        // 70 billion parameters in 8 bits are 65 GiB: more than two cards of 24 GiB, less than two of 80 GiB.
        Assert.Equal(3, chart.ToTable().Rows.Sum(row => row.Values.Skip(1).Count(value => value is not null and not "")));
    }

    [Fact]
    public void Every_deployment_with_a_price_is_a_point()
    {
        var found = Question("Qwen/Qwen2.5-7B-Instruct").Plan(Gpus);

        Assert.Equal(found.Plans.Count(plan => plan.Dollars is not null), PlanCharts.CostAndLatency(found).ToTable().Rows.Count);
    }

    [Fact]
    public void Replicas_scale_with_their_number()
    {
        var serving = new Serving(Catalog.Model("Qwen/Qwen2.5-7B-Instruct"), Catalog.Gpu("H100 SXM")) { Input = 1000, Output = 200 };
        double Most(int replicas) => (serving with { Plan = new(Data: replicas) }).Estimate().Speed().MostTokensPerSecond;

        Assert.Equal(4 * Most(1), Most(4), 6);
        Assert.Contains("replicas", PlanCharts.Scaling(serving).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Twice_the_context_holds_half_the_sequences()
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100 SXM"));
        double Sequences(int context) => (serving with { Context = context }).Estimate().MaxConcurrency;

        Assert.Equal(2, Sequences(8192) / Sequences(16384), 1e-9);
        Assert.Contains("<svg", PlanCharts.ContextAndBatch([serving], [8192, 16384], each => each.Gpu.Name).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waterfall_has_a_bar_for_what_was_asked_and_one_for_each_change()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 3070"));
        var report = Sizing.Planning.Remedies.TrainingRemedies.Of(run);
        var remedy = report.Combined.First(each => each.Fits);
        var svg = PlanCharts.Waterfall(report, remedy).ToSvg();

        Assert.Contains("As asked", svg, StringComparison.Ordinal);
        Assert.All(remedy.Stages, stage => Assert.Contains(stage.Name, svg, StringComparison.Ordinal));
    }
}
