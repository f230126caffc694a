using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>How many of a layer's routed experts a step reads.</summary>
public static class ExpertCoverage
{
    /// <summary>
    /// The share of the routed experts that at least one token of a step uses, when the router spreads tokens evenly. Real routers are
    /// skewed, which lowers it.
    /// </summary>
    /// <param name="experts">E: routed experts of a layer.</param>
    /// <param name="perToken">k: routed experts of one token.</param>
    /// <param name="tokens">T: tokens of the step.</param>
    [Formula("1 − (1 − k / E)^T")]
    [Source("ai-dynamo/aiconfigurator", "docs/POWER_LAW_DISTRIBUTION.md, uniform case")]
    public static double Share(int experts, int perToken, double tokens) => 1 - Math.Pow(1 - (double)perToken / experts, tokens);
}
