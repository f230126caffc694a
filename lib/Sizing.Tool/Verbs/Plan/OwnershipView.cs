using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Plan;

/// <summary>Keep, buy or rent, as a table and as JSON.</summary>
internal static class OwnershipView
{
    internal static Table Table(OwnershipComparison comparison) => comparison.Choices.Select(choice => new
    {
        choice.What,
        Price = choice.Price == 0 ? "" : $"${choice.Price:N0}",
        AMonth = $"${choice.Month.Value.Value:N0} ({choice.Month.Name.ToLowerInvariant()})",
        BreakEven = choice.BreakEven is { } months ? double.IsFinite(months.Value.Value) ? $"{months.Value.Value:0.#} months" : "never" : "",
        Spent = $"${choice.After(comparison.Months):N0}",
    }).ToTable($"{(comparison.WhyNotKept is { } reason ? reason + " " : "")}Break-even against: {comparison.Reference}; spent after {comparison.Months} months");

    internal static object Json(OwnershipComparison comparison) => new
    {
        comparison.Reference,
        comparison.Months,
        comparison.WhyNotKept,
        Choices = comparison.Choices.Select(choice => new
        {
            choice.What,
            Gpu = choice.Deployment.Gpu.Name,
            choice.Deployment.Gpus,
            PriceDollars = choice.Price,
            MonthDollars = Math.Round(choice.Month.Value.Value, 2),
            BreakEvenMonths = choice.BreakEven is { } months && double.IsFinite(months.Value.Value) ? Math.Round(months.Value.Value, 2) : (double?)null,
            SpentDollars = Math.Round(choice.After(comparison.Months), 2),
        }),
    };
}
