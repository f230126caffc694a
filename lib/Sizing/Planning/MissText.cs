using Sizing.Inference;

namespace Sizing.Planning;

/// <summary>What misses say to people.</summary>
internal static class MissText
{
    /// <summary>Why a GPU has no deployment.</summary>
    internal static string Of(Miss miss, ServingQuestion question) => miss.Hurdle switch
    {
        Hurdle.Vendor => $"{miss.Offer.Gpu.Vendor} is not among the makers that are allowed.",
        Hurdle.Slot => "It is no card in a PCI Express slot.",
        Hurdle.Licence => "The licence of the GeForce driver does not allow a data center.",
        Hurdle.Precision => EngineRefusal(question, miss.Offer.Gpu) ?? "It computes in none of the formats that are allowed.",
        Hurdle.Speed => "Its speed is not predicted.",
        Hurdle.Memory => miss.Offer.Owned is { } owned ? $"{owned} do not hold weights, overhead and the sequences." : "No plan holds weights, overhead and the sequences.",
        Hurdle.FirstToken => $"The first token takes {Milliseconds(miss.Needed)} even without traffic ({miss.Nearest}).",
        Hurdle.PerToken => $"A token takes {Milliseconds(miss.Needed)} even without traffic ({miss.Nearest}).",
        Hurdle.Traffic => $"It does not keep up with the traffic: {miss.Reached} at best ({miss.Nearest}).",
        Hurdle.Gpus => $"It takes {miss.Nearest}.",
        Hurdle.Power => $"{miss.Nearest} take {miss.Needed / 1e3:N1} kW.",
        Hurdle.Price => $"No {(question.Constraints.MonthlyBudgetDollars is null ? "purchase price" : "rent")} is known.",
        Hurdle.Budget => $"{miss.Nearest} cost {Dollars(miss, question)}.",
    };

    /// <summary>One sentence that names the constraint that cannot be met and the nearest that can.</summary>
    internal static string WhyNone(IReadOnlyList<Miss> misses, ServingQuestion question)
    {
        var nearest = misses.Aggregate((Miss?)null, Miss.Further)!;
        var (constraints, gpu) = (question.Constraints, nearest.Offer.Gpu);
        return nearest.Hurdle switch
        {
            Hurdle.Vendor => constraints.Have.Count > 0
                ? $"{Among(misses)}: {gpu.Vendor} is not among the makers that are allowed, {string.Join(" or ", constraints.Vendors)}."
                : $"No GPU of the catalog is made by {string.Join(" or ", constraints.Vendors)}; it has {string.Join(", ", Catalog.Gpus.Select(each => each.Vendor).Distinct())}.",
            Hurdle.Slot => $"No card in a PCI Express slot is among {Among(misses)}.",
            Hurdle.Licence => $"{Among(misses)}: the licence of the GeForce driver does not allow a data center; a workstation or data-center card is allowed.",
            Hurdle.Precision => EngineRefusal(question, gpu) ?? $"{Among(misses)} computes in none of the formats that are allowed; allow others, fp16 first of all.",
            Hurdle.Speed => $"The speed of {Among(misses)} is not predicted; ask without a rate and targets, or {gpu.Name} alone of infer.",
            Hurdle.Memory => $"{question.Model.Name} in at least {constraints.FewestWeightBits} bits with {question.Concurrency:N0} of the longest sequences fits on no plan of {Among(misses)}; fewer bits, a shorter context or more memory would help.",
            Hurdle.FirstToken => $"No plan gives the first token within {Milliseconds(question.TargetFirstTokenSeconds!.Value)}: the nearest is {Milliseconds(nearest.Needed)} without traffic on {nearest.Nearest}.",
            Hurdle.PerToken => $"No plan gives a token every {Milliseconds(question.TargetPerTokenSeconds!.Value)}: the nearest is {Milliseconds(nearest.Needed)} without traffic on {nearest.Nearest}.",
            Hurdle.Traffic => $"{Traffic(question)} {(question.Rate is null && question.Concurrency == 1 ? "is" : "are")} more than {(constraints.Have.Count > 0 ? string.Join(" or ", constraints.Have) : $"{TrafficNeed.MostReplicas:N0} replicas of any GPU")} can answer as asked: the nearest is {nearest.Reached} on {nearest.Nearest}.",
            Hurdle.Gpus => $"{nearest.Nearest} are the fewest that do it, more than {(constraints.MaxGpus is { } most && most < nearest.Needed ? $"the {most:N0} allowed" : "one system holds")}.",
            Hurdle.Power => $"{constraints.MaxPowerWatts / 1e3:#,0.######} kW are too little: the least is {nearest.Needed / 1e3:N1} kW, for {nearest.Nearest}.",
            Hurdle.Price => $"No price is known of {Among(misses)}; ask without a budget, or give a price.",
            Hurdle.Budget => $"${constraints.MonthlyBudgetDollars ?? constraints.PurchaseBudgetDollars:#,0.##} are too little: the cheapest is {Dollars(nearest, question)}, for {nearest.Nearest}.",
        };
    }

    private static string? EngineRefusal(ServingQuestion question, GpuSpec gpu) => EngineFormats.VendorRefusal(question.Engine ?? ServingEngine.Default, gpu);

    private static string Traffic(ServingQuestion question) =>
        question.Rate is { } rate ? $"{rate:#,0.###} requests per second" : $"{question.Concurrency:N0} sequences at a time";

    private static string Dollars(Miss miss, ServingQuestion question) =>
        question.Constraints.MonthlyBudgetDollars is null ? $"${miss.Needed:N0}" : $"${miss.Needed:N0} a month";

    private static string Among(IReadOnlyList<Miss> misses) =>
        misses.Count <= 3 ? string.Join(" or ", misses.Select(miss => miss.Offer.Owned?.ToString() ?? miss.Offer.Gpu.Name)) : "the GPUs that are allowed";

    private static string Milliseconds(double seconds) => $"{seconds * 1e3:0.#} ms";
}
