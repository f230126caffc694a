using Sizing.Explain;

namespace Sizing;

/// <summary>One way to come by the hardware of a workload: to keep what is owned, to buy, or to rent.</summary>
/// <param name="What">Keep, buy or rent, with number and GPU.</param>
/// <param name="Deployment">The deployment that serves the workload.</param>
/// <param name="Price">Dollars to pay at once; zero when kept or rented.</param>
/// <param name="Month">Dollars of a month: power of what is owned, or rent.</param>
/// <param name="BreakEven">Months after which buying it has paid for itself against the reference; null for what is not bought.</param>
public sealed record OwnershipChoice(string What, ServingDeployment Deployment, double Price, Term Month, Term? BreakEven)
{
    /// <summary>Dollars spent after some months.</summary>
    /// <param name="months">Months.</param>
    public double After(int months) => Price + months * Month.Value.Value;
}
