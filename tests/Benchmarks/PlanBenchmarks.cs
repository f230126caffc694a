using BenchmarkDotNet.Attributes;
using Sizing;
using Sizing.Planning;

namespace Benchmarks;

/// <summary>One plan, one explained estimate, one search: run with <c>--filter '*'</c>.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private readonly ServingQuestion question = new(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"))
    {
        Input = 2000,
        Output = 300,
        Rate = 5,
        TargetFirstTokenSeconds = 2,
        TargetPerTokenSeconds = 0.05,
    };

    private readonly GpuOffer offer = new(Catalog.Gpu("H100 SXM"), ServingEngine.Default, new(8, 2.97));
    private readonly ServingShape shape;
    private readonly Sizing.Performance.StepRates rates;

    public PlanBenchmarks()
    {
        var table = new ShapeTable(question);
        var choice = new PlanChoice(new(4), PrecisionChoices.Of(question, offer.Gpu, table)[^1]);
        shape = table.Shape(offer, choice);
        rates = offer.Rates(choice, table)!.Value;
    }

    [Benchmark]
    public double OnePlan() => PlanPoint.OfClients(shape, offer, rates, 1, 32).RequestsPerSecond;

    [Benchmark]
    public bool OneExplainedEstimate() => question.On(offer.Gpu, new(4), WeightFormat.Fp8).Estimate().Fits;

    [Benchmark]
    public int SearchOfTheCatalog() => question.Plan().Plans.Count;
}
