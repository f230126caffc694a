using Sizing.Performance;
using Sizing.Planning;

namespace Sizing.Tests.Planning;

public sealed class PlanPointTests
{
    private const int GpusOfModel = 3;

    /// <summary>Every model of the catalog with three GPUs, every GPU with some models; plans, precisions and clients change from one to the next.</summary>
    public static TheoryData<string, int> Models()
    {
        var data = new TheoryData<string, int>();
        foreach (var (name, index) in Catalog.ModelNames.Select((name, index) => (name, index)))
            data.Add(name, index);
        return data;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_fast_path_says_the_numbers_of_the_explained_path(string name, int index)
    {
        var question = Question(name) with { Concurrency = 1 + index % 40 };
        var table = new ShapeTable(question);
        var offers = GpuOffers.Of(question, Catalog.Gpus);

        for (var turn = 0; turn < GpusOfModel; turn++)
            Compare(question, table, offers[(index * GpusOfModel + turn) % offers.Count], index + turn);
    }

    [Theory]
    [InlineData("sglang")]
    [InlineData("trtllm")]
    public void So_it_does_for_other_engines(string engine)
    {
        foreach (var (name, index) in Catalog.ModelNames.Select((name, index) => (name, index)).Where(model => model.index % 40 == 7))
        {
            var question = Question(name) with { Engine = ServingEngine.Parse(engine), Concurrency = 1 + index % 9 };
            var table = new ShapeTable(question);
            var offers = GpuOffers.Of(question, Catalog.Gpus);
            for (var turn = 0; turn < offers.Count; turn += 9)
                Compare(question, table, offers[turn], index + turn);
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_a_plan()
    {
        var question = Question("meta-llama/Llama-3.3-70B-Instruct");
        var table = new ShapeTable(question);
        var offer = new GpuOffer(Catalog.Gpu("H100 SXM"), ServingEngine.Default, new(8, 2.97));
        var choice = new PlanChoice(new(4), PrecisionChoices.Of(question, offer.Gpu, table)[0]);
        var (shape, rates) = (table.Shape(offer, choice), offer.Rates(choice, table)!.Value);
        PlanPoint.OfClients(shape, offer, rates, 1, 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var clients = 1; clients <= 1000; clients++)
            PlanPoint.OfClients(shape, offer, rates, 1, clients);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ServingQuestion Question(string model) =>
        new(Catalog.Model(model)) { Input = 700, Output = 150, Constraints = new() { FewestWeightBits = 4 } };

    private static void Compare(ServingQuestion question, ShapeTable table, GpuOffer offer, int pick)
    {
        var precisions = PrecisionChoices.Of(question, offer.Gpu, table);
        if (precisions.Count == 0)
            return;
        var plans = ParallelPlans.Of(question.Model, offer.Node, 16);
        var choice = new PlanChoice(plans[pick * 7 % plans.Count], precisions[pick % precisions.Count]);
        var replicas = choice.Plan.Expert > 1 ? choice.Plan.Data : 1 + pick % 3;
        var serving = question.On(offer.Gpu, choice.Plan with { Data = replicas }, choice.Precision.Weights, choice.Precision.KvCache) with { System = offer.Supply.System };
        var explained = serving.Estimate();
        var rates = offer.Rates(choice, table);
        var fast = PlanPoint.OfClients(table.Shape(offer, choice), offer, rates ?? default, replicas, question.Concurrency);

        Assert.Equal(explained.Weights, fast.Memory.Stage.Weights);
        Assert.Equal(explained.Activations, fast.Memory.Stage.Activations);
        Assert.Equal(explained.Overhead, fast.Memory.Stage.Overhead);
        Assert.Equal(explained.Budget, fast.Memory.Budget);
        Assert.Equal(explained.KvPool, fast.Memory.Pool);
        Assert.Equal(explained.MaxConcurrency, fast.Memory.MaxConcurrency);
        Assert.Equal(explained.RoomLeft, fast.Memory.RoomLeft(explained.Setup.ConcurrencyOfReplica));
        Assert.Equal(explained.Fits, fast.Fits);
        Assert.Equal(explained.WhyNoSpeed is null, rates is not null);
        if (!fast.Fits || rates is null)
            return;
        var speed = explained.Speed();
        Assert.Equal(speed.Slots, fast.Memory.Slots);
        Assert.Equal(speed.Point.TimePerToken, fast.Point.TimePerToken);
        Assert.Equal(speed.Point.TimeToFirstToken, fast.Point.TimeToFirstToken);
        Assert.Equal(speed.RequestsPerSecond.Typical, fast.RequestsPerSecond);
        Assert.Equal(GpuHour.Rented(offer.Gpu, offer.Supply.System, question.Prices)?.Value.Value * offer.Supply.Paid(explained.Setup.Plan.Gpus) ?? double.NaN, fast.Dollars, 9);
    }
}
