using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>
/// Replicas of the attention that meet at the experts of every layer: all wait for the one whose step carries the most prompts, and it is
/// rarely the same one.
/// </summary>
public static class AttentionRanks
{
    /// <summary>Prompts that the fullest replica carries in a step on average, when prompts arrive at random: an upper bound that is close.</summary>
    /// <param name="arrivals">λ: prompts that arrive at one replica in a step.</param>
    /// <param name="replicas">R: replicas.</param>
    [Formula("min(R · λ, λ + √(2 · λ · ln R))")]
    [Source("Boucheron, Lugosi and Massart 2013, Concentration Inequalities", "section 2.5: the expected maximum of R variables of variance λ")]
    public static double FullestPrompts(double arrivals, double replicas) =>
        replicas <= 1 ? arrivals : Math.Min(replicas * arrivals, arrivals + Math.Sqrt(2 * arrivals * Math.Log(replicas)));
}
