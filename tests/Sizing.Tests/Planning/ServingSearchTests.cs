using Sizing.Planning;

namespace Sizing.Tests.Planning;

public sealed class ServingSearchTests
{
    private static readonly string[] Few = ["L4", "RTX 4090", "L40S", "A100 PCIe 40GB", "H100 SXM 80GB"];

    public static TheoryData<string, double?, int, double?, double?> Questions() => new()
    {
        { "Qwen/Qwen2.5-7B-Instruct", 4, 1, 1.5, 0.03 },
        { "Qwen/Qwen2.5-7B-Instruct", null, 24, null, 0.02 },
        { "Qwen/Qwen2.5-14B-Instruct", 2, 8, 2, 0.05 },
        { "Qwen/Qwen3-30B-A3B", 6, 1, 1, 0.025 },
        { "meta-llama/Llama-3.1-8B-Instruct", null, 60, null, null },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_pruned_search_ranks_as_trying_everything_does(string model, double? rate, int clients, double? firstToken, double? perToken)
    {
        const int Most = 4;
        var question = new ServingQuestion(Catalog.Model(model))
        {
            Input = 1000,
            Output = 250,
            Rate = rate,
            Concurrency = clients,
            TargetFirstTokenSeconds = firstToken,
            TargetPerTokenSeconds = perToken,
            Constraints = new() { MaxGpus = Most },
        };
        var gpus = Few.Select(Catalog.Gpu).ToList();

        var pruned = question.Plan(gpus).Plans.Select(plan => $"{plan}").ToList();
        var tried = gpus.Select(gpu => Tried(question, gpu, Most)).OfType<Trial>().OrderBy(best => best.Gpus * best.Rent).ThenBy(best => best.Quality).ThenBy(best => best.PerToken)
            .Select(best => best.Text).ToList();

        Assert.NotEmpty(tried);
        Assert.Equal(tried, pruned);
    }

    /// <summary>Bought, GPUs of a module come in whole systems of four or eight, cards one by one or in servers; every system is tried with every plan.</summary>
    [Fact]
    public void So_it_does_where_whole_systems_are_bought()
    {
        const int Most = 10;
        GpuSpec[] gpus = [Catalog.Gpu("H100 SXM 80GB"), Catalog.Gpu("H100 NVL 94GB"), Catalog.Gpu("H200 SXM 141GB")];
        var question = new ServingQuestion(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"))
        {
            Input = 1000,
            Output = 250,
            Rate = 3,
            TargetPerTokenSeconds = 0.05,
            Cost = CostBasis.Buy,
            Constraints = new() { MaxGpus = Most },
        };

        var pruned = question.Plan(gpus).Plans.Select(plan => $"{plan.Dollars:0} {plan.Gpus} × {plan.Gpu}").ToList();
        var tried = gpus.Select(gpu => Bought(question, gpu, Most)).OrderBy(best => best.Dollars).Select(best => $"{best.Dollars:0} {best.Gpus} × {best.Gpu}").ToList();

        Assert.Equal(tried, pruned);
    }

    private static (double Dollars, int Gpus, GpuSpec Gpu) Bought(ServingQuestion question, GpuSpec gpu, int most)
    {
        var table = new ShapeTable(question);
        var servers = Catalog.Systems.Where(system => system.Gpu == gpu && Catalog.PurchasePrice(system) is not null).Select(system => (system.Gpus, Catalog.PurchasePrice(system)!.Typical)).ToList();
        if (gpu.FormFactor.StartsWith("PCIe", StringComparison.Ordinal))
            servers.Add((1, Catalog.PurchasePrice(gpu)!.Typical * Catalog.Assumption(Sizing.Performance.Assumption.ServerPrice).Value.Value));
        var trials = from plan in ParallelPlans.Of(question.Model, 8, most)
                     from precision in PrecisionChoices.Of(question, gpu, table)
                     from replicas in plan.Expert > 1 ? [plan.Data] : Enumerable.Range(1, most / plan.Gpus)
                     let trial = Try(question.On(gpu, plan with { Data = replicas }, precision.Weights, precision.KvCache), 0, (-precision.WeightBits, -precision.CacheBits))
                     where trial is not null
                     from server in servers
                     where plan.Tensor * plan.Pipeline <= Math.Max(server.Gpus, server.Gpus == 1 ? 8 : 0) || plan.Tensor * plan.Pipeline % server.Gpus == 0
                     let dollars = (trial.Gpus + server.Gpus - 1) / server.Gpus * server.Typical
                     orderby dollars, trial.Quality, trial.PerToken, trial.FirstToken
                     select (dollars, trial.Gpus, gpu);
        return trials.First();
    }

    private sealed record Trial(int Gpus, double Rent, (int, int) Quality, double PerToken, double FirstToken, int Stages, int Experts, string Text);

    /// <summary>Every plan, precision and number of replicas of a GPU, each by the explained path alone.</summary>
    private static Trial? Tried(ServingQuestion question, GpuSpec gpu, int most)
    {
        var table = new ShapeTable(question);
        var rent = Catalog.RentalPerGpuHour(gpu)!.Typical;
        var trials = from plan in ParallelPlans.Of(question.Model, 8, most)
                     from precision in PrecisionChoices.Of(question, gpu, table)
                     from replicas in plan.Expert > 1 ? [plan.Data] : Enumerable.Range(1, most / plan.Gpus)
                     let serving = question.On(gpu, plan with { Data = replicas }, precision.Weights, precision.KvCache)
                     let trial = Try(serving, rent, (-precision.WeightBits, -precision.CacheBits))
                     where trial is not null
                     select trial;
        return trials.OrderBy(trial => trial.Gpus).ThenBy(trial => trial.Quality).ThenBy(trial => trial.PerToken).ThenBy(trial => trial.FirstToken).ThenBy(trial => trial.Stages).ThenBy(trial => trial.Experts).FirstOrDefault();
    }

    private static Trial? Try(Serving serving, double rent, (int, int) quality)
    {
        var estimate = serving.Estimate();
        if (!estimate.Fits || estimate.WhyNoSpeed is not null)
            return null;
        var speed = estimate.Speed();
        var meets = serving.Load.RequestsPerSecond is { } rate ? rate <= speed.Targets().RequestsPerSecond : speed.Targets().AreMet;
        var plan = serving.Plan!;
        return meets
            ? new(plan.Gpus, rent, quality, speed.Point.TimePerToken, speed.Point.TimeToFirstToken, plan.Pipeline, plan.Expert,
                $"{plan.Gpus} × {serving.Gpu}, {plan}, {estimate.Setup.Weights}, KV {estimate.Setup.KvCache}")
            : null;
    }
}
