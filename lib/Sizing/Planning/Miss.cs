namespace Sizing.Planning;

/// <summary>How near a GPU came to the hurdle it failed at.</summary>
/// <param name="Offer">The GPU.</param>
/// <param name="Hurdle">The hurdle.</param>
/// <param name="Needed">What the nearest plan needs of what the hurdle measures: bytes, seconds, GPUs, watts, dollars.</param>
/// <param name="Nearest">The nearest plan in words; empty where there is none.</param>
/// <param name="Reached">What the nearest plan can do of the traffic.</param>
/// <param name="Choice">The nearest plan where it did not fit, or null.</param>
internal sealed record Miss(GpuOffer Offer, Hurdle Hurdle, double Needed = 0, string Nearest = "", string Reached = "", PlanChoice? Choice = null)
{
    /// <summary>The miss that came further: the later hurdle, then the smaller need.</summary>
    internal static Miss Further(Miss? one, Miss other) =>
        one is null || (other.Hurdle, -other.Needed).CompareTo((one.Hurdle, -one.Needed)) > 0 ? other : one;
}
