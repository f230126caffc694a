using Sizing.Inference;
using Sizing.Performance;
using Sizing.Planning;

namespace Sizing.Tests.Planning;

/// <summary>What the search drops unbuilt rests on these: no plan is faster than without traffic, no number of slots does more than the scheduler's without exchange, shares are never below the mean.</summary>
public sealed class SearchBoundTests
{
    /// <summary>Every fifth model of the catalog, in the order of ids: all families.</summary>
    public static TheoryData<string> Models() => new(Catalog.ModelNames.Where((_, index) => index % 5 == 0));

    [Theory]
    [MemberData(nameof(Models))]
    public void No_traffic_is_the_fastest_and_no_slots_do_more_than_the_bound(string name)
    {
        var question = new ServingQuestion(Catalog.Model(name)) { Input = 600, Output = 200 };
        var table = new ShapeTable(question);

        foreach (var offer in GpuOffers.Of(question, [Catalog.Gpu("L40S"), Catalog.Gpu("H100 SXM"), Catalog.Gpu("B200")]))
            foreach (var plan in ParallelPlans.Of(question.Model, offer.Node, 16).Where((_, index) => index % 3 == 0))
            {
                var choice = new PlanChoice(plan, PrecisionChoices.Of(question, offer.Gpu, table)[0]);
                if (offer.Rates(choice, table) is { } rates)
                    Hold(table.Work(offer, choice), rates);
            }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_most_loaded_GPU_holds_at_least_the_mean(string name)
    {
        var model = Catalog.Model(name);
        var checkpoint = Weights.CheckpointBytes(model, WeightFormat.Of(model));

        foreach (var plan in ParallelPlans.Of(model, 8, 16).Where((_, index) => index % 2 == 0))
        {
            var placement = new WeightPlacement { TensorParallel = plan.Tensor, PipelineParallel = plan.Pipeline, ExpertParallel = plan.Expert };
            Assert.True(Weights.ResidentBytes(model, WeightFormat.Of(model), placement).Count >= checkpoint.Count / plan.Gpus, $"{plan}");
        }
    }

    private static void Hold(in StepWork work, in StepRates rates)
    {
        var lightest = TrafficNeed.Lightest(work, rates);
        var (perToken, firstToken) = (lightest.TimePerToken, lightest.TimeToFirstToken);
        var most = TrafficNeed.MostRequestsPerSecond(work, rates, 1024);
        foreach (var sequences in new[] { 0.01, 0.5, 1, 2, 3, 8, 20, 64, 128, 256, 512, 1024 })
        {
            var point = OperatingPoint.OfClients(work, rates, sequences, 1024);
            Assert.True(point.TimePerToken >= perToken, $"{sequences} sequences: a token after {point.TimePerToken}, {perToken} with fewer");
            Assert.True(point.TimeToFirstToken >= firstToken, $"{sequences} sequences: the first token after {point.TimeToFirstToken}, {firstToken} with fewer");
            var requests = OperatingPoint.MostRequestsPerSecond(work, rates, sequences);
            Assert.True(requests <= most, $"{sequences} slots: {requests} requests per second, more than the bound of {most}");
            (perToken, firstToken) = (point.TimePerToken, point.TimeToFirstToken);
        }
    }
}
