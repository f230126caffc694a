using Sizing.Planning;

namespace Sizing.Tests.Planning;

/// <summary>Whatever deployment somebody thinks of: if it meets what was asked, it costs at least what the planner's first costs.</summary>
public sealed class RandomPlanTests
{
    private const int Tries = 250;

    public static TheoryData<string, int, int, double?, int, double?, double?> Questions() => new()
    {
        { "meta-llama/Llama-3.3-70B-Instruct", 2000, 300, 5, 1, 2, 0.05 },
        { "Qwen/Qwen2.5-7B-Instruct", 800, 200, 20, 1, null, 0.03 },
        { "Qwen/Qwen3-30B-A3B", 1500, 400, null, 96, null, 0.04 },
        { "openai/gpt-oss-120b", 3000, 500, 2, 1, 1, null },
        { "deepseek-ai/DeepSeek-R1", 1000, 1000, 1, 1, 5, 0.1 },
        { "mistralai/Mistral-7B-Instruct-v0.3", 500, 100, null, 400, 3, null },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void No_plan_that_meets_the_question_is_cheaper_than_the_first(string model, int input, int output, double? rate, int clients, double? firstToken, double? perToken)
    {
        var question = new ServingQuestion(Catalog.Model(model)) { Input = input, Output = output, Rate = rate, Concurrency = clients, TargetFirstTokenSeconds = firstToken, TargetPerTokenSeconds = perToken };
        var best = question.Plan().Plans[0];
        var table = new ShapeTable(question);
        var priced = Catalog.Gpus.Where(gpu => Catalog.RentalPerGpuHour(gpu) is not null).ToList();
        var random = new Random(70);
        var met = 0;

        for (var turn = 0; turn < Tries; turn++)
        {
            var gpu = priced[random.Next(priced.Count)];
            var plans = ParallelPlans.Of(question.Model, 8, 16);
            var plan = plans[random.Next(plans.Count)];
            var precisions = PrecisionChoices.Of(question, gpu, table);
            if (precisions.Count == 0)
                continue;
            var precision = precisions[random.Next(precisions.Count)];
            var replicas = plan.Expert > 1 ? plan.Data : random.Next(1, 1 + (int)Math.Ceiling(1.5 * best.Dollars!.Value / (Catalog.RentalPerGpuHour(gpu)!.Typical * plan.Gpus)));
            if (!Meets(question.On(gpu, plan with { Data = replicas }, precision.Weights, precision.KvCache)))
                continue;
            met++;
            var dollars = Catalog.RentalPerGpuHour(gpu)!.Typical * plan.Tensor * plan.Pipeline * replicas;
            Assert.True(dollars >= best.Dollars - 1e-9, $"{plan.Gpus} × {gpu}, {plan} with {replicas} replicas meets the question for ${dollars:0.00}, the planner's first for ${best.Dollars:0.00}");
        }

        Assert.True(met > 0, "no random plan met the question, so that nothing was tested");
    }

    private static bool Meets(Serving serving)
    {
        var estimate = serving.Estimate();
        if (!estimate.Fits || estimate.WhyNoSpeed is not null)
            return false;
        var targets = estimate.Speed().Targets();
        return serving.Load.RequestsPerSecond is { } rate ? rate <= targets.RequestsPerSecond : targets.AreMet;
    }
}
