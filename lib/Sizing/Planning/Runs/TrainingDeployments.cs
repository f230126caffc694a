using Sizing.Planning.Remedies;
using Sizing.Planning.Warnings;

namespace Sizing;

/// <summary>The answer to a <see cref="TrainingQuestion"/>.</summary>
public sealed record TrainingDeployments
{
    /// <summary>The question.</summary>
    public required TrainingQuestion Question { get; init; }

    /// <summary>The best run of each GPU, the cheapest first; with GPUs at hand, the fastest first.</summary>
    public required IReadOnlyList<TrainingDeployment> Plans { get; init; }

    /// <summary>Why each of the other GPUs has no run, for the method that is answered with.</summary>
    public required IReadOnlyList<RejectedGpu> Rejected { get; init; }

    /// <summary>One sentence for each more wanted method that has no plan.</summary>
    public required IReadOnlyList<string> NotPossible { get; init; }

    /// <summary>One sentence that names the constraint that cannot be met and the nearest that can; null when there is a run.</summary>
    public string? WhyNone { get; init; }

    /// <summary>The run of the most wanted method that does not fit, or null where memory is not in the way.</summary>
    public TrainingRun? Nearest { get; init; }

    /// <summary>Share of memory below which a run is close to its end: half of the measured rows are predicted within 4 %.</summary>
    private const double NarrowHeadroom = 0.04;

    /// <summary>What would help <see cref="Nearest"/>, computed at each call; null where memory is not in the way.</summary>
    public RemedyReport? Remedies() => Nearest is { } run ? TrainingRemedies.Of(run) : null;

    /// <summary>What the reader should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings()
    {
        var have = Question.Constraints.Have;
        var mixed = HardwareWarnings.OfMixture(have) is { } mixture ? [mixture] : Array.Empty<string>();
        return Plans is [var best, ..]
            ? [.. OfPrice(), .. OfHeadroom(best), .. mixed, .. TrainingWarnings.Of(best.Run)]
            : [.. mixed, .. have.SelectMany(group => HardwareWarnings.Of(group.Gpu)).Distinct()];
    }

    private IEnumerable<string> OfPrice() => PriceWarnings.OfFirst(
        Plans, plan => plan.Run.DollarsPerGpuHour is null || Question.Prices.RentPerGpuHour is not null ? null : Catalog.RentalPerGpuHour(plan.Run.Gpu),
        plan => $"{plan.Run.Plan.Gpus} × {plan.Run.Gpu} at ${plan.Estimate.Compute.Cost:N2}");

    private static IEnumerable<string> OfHeadroom(TrainingDeployment best) => best.Headroom >= NarrowHeadroom
        ? []
        : [$"The first leaves {100 * best.Headroom:0.0} % of a GPU free, less than the error of the prediction: try a few steps before you rely on it."];
}
