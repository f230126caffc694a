using Sizing.Explain;

namespace Sizing.Notebook;

/// <summary>Charts of deployments: which model goes on which GPU, what cost buys, what more GPUs bring, how context and batch trade.</summary>
public static class PlanCharts
{
    private const int MostGpus = 16;

    /// <summary>A waterfall of memory: what the most loaded GPU holds as asked, and after each change of a remedy in turn, against what it offers.</summary>
    /// <param name="report">What was asked.</param>
    /// <param name="remedy">The changes.</param>
    public static Chart Waterfall(RemedyReport report, Remedy remedy)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(remedy);
        var stages = remedy.Stages.Prepend(new(Labels.AsAsked, report.Needed)).ToList();
        return Chart.StackedBars(
            stages.Select((stage, index) => (stage.Name, stage.Needed, Before: index == 0 ? stage.Needed : Bytes.Max(stage.Needed, stages[index - 1].Needed))),
            row => row.Name,
            row => Term.Sum(
                row.Name, TermKind.Other,
                Term.Given(Labels.Held, TermKind.Weights, row.Needed), Term.Given(Labels.Saved, TermKind.Free, row.Before - row.Needed)),
            _ => report.Offered).WithTitle(report.Subject);
    }

    /// <summary>Models by GPUs: a figure of the best deployment of each; empty where there is none.</summary>
    /// <param name="questions">One question for each model.</param>
    /// <param name="gpus">The GPUs.</param>
    /// <param name="value">What a cell shows; null leaves it empty.</param>
    /// <param name="name">What that is called.</param>
    public static Chart Models(IEnumerable<ServingQuestion> questions, IReadOnlyList<GpuSpec> gpus, Func<ServingDeployment, Amount?> value, string name)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        ArgumentNullException.ThrowIfNull(value);
        var cells = questions.SelectMany(question => question.Plan(gpus) is var found
            ? gpus.Select(gpu => (Gpu: gpu.Name, Model: question.Model.Name, Plan: found.Plans.FirstOrDefault(plan => plan.Gpu == gpu)))
            : []);
        return Chart.Heatmap(cells, cell => cell.Gpu, cell => cell.Model, cell => cell.Plan is { } plan ? value(plan) : null, valueText: name).WithTitle(name);
    }

    /// <summary>Cost by time per output token, a point for each deployment with a price and a predicted speed; series are the formats of weights.</summary>
    public static Chart CostAndLatency(Deployments found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var points = found.Plans.Where(plan => plan.Dollars is not null).Select(plan => (Plan: plan, Speed: plan.Speed())).Where(point => point.Speed is not null);
        return Chart.Scatter(
            points,
            point => Amount.Of(point.Plan.Dollars!.Value, Unit.Dollars),
            point => Amount.Of(point.Speed!.TimePerOutputToken.Typical, Unit.Seconds),
            point => $"{point.Plan.Gpus} × {point.Plan.Gpu}",
            point => point.Plan.Weights.Name)
            .WithAxes(found.Question.Basis is CostBasis.Rent ? Labels.RentOfHour : Labels.PriceToBuy, Labels.TimePerToken)
            .WithTitle(Labels.CostAndLatency);
    }

    /// <summary>Most output tokens per second by number of GPUs, a line for each way to use them that fits: divided by ranks, by stages, or replicated.</summary>
    /// <param name="serving">The deployment, whatever its plan.</param>
    public static Chart Scaling(Serving serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        (string Name, Func<int, ServingPlan> Of)[] ways =
            [(Labels.TensorRanks, gpus => new(gpus)), (Labels.PipelineStages, gpus => new(1, gpus)), (Labels.Replicas, gpus => new(Data: gpus))];
        var points = from way in ways
                     from gpus in Enumerable.Range(0, 5).Select(power => 1 << power).Where(gpus => gpus <= MostGpus)
                     where Inference.PlanRules.Refusal(serving.Model, way.Of(gpus)) is null
                     let estimate = (serving with { Gpus = null, Plan = way.Of(gpus) }).Estimate()
                     where estimate is { Fits: true, WhyNoSpeed: null }
                     select (way.Name, Gpus: gpus, Tokens: estimate.Speed().MostTokensPerSecond);
        return Chart.Lines(points, point => point.Gpus, point => Amount.Of(point.Tokens, Unit.TokensPerSecond), point => point.Name)
            .WithAxes(Labels.Gpus, Labels.MostTokensPerSecond).WithTitle(Labels.Scaling);
    }

    /// <summary>The frontier of context and batch: sequences of each length that the cache of one replica holds.</summary>
    /// <param name="servings">Deployments to compare, each a line.</param>
    /// <param name="contexts">Lengths in tokens.</param>
    /// <param name="name">What a line is called.</param>
    public static Chart ContextAndBatch(IEnumerable<Serving> servings, IReadOnlyList<int> contexts, Func<Serving, string> name)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(name);
        var points = from serving in servings
                     from context in contexts
                     let estimate = (serving with { Context = context, Input = null, Output = null }).Estimate()
                     where estimate.MaxConcurrency >= 1
                     select (Name: name(serving), Context: context, Sequences: estimate.MaxConcurrency);
        return Chart.Lines(points, point => Amount.Exact(point.Context, Unit.Tokens), point => Amount.Of(point.Sequences, Unit.Sequences), point => point.Name)
            .WithAxes(Labels.Context, Labels.SequencesAtOnce).WithTitle(Labels.ContextAndBatch).WithLogX().WithLogY();
    }
}
