using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The cost of output tokens as a tree.</summary>
internal static class CostTerms
{
    /// <summary>Dollars of a million output tokens that pay for their prompts too.</summary>
    /// <param name="name">What the term is.</param>
    /// <param name="costs">What an hour costs.</param>
    /// <param name="tokensPerSecond">Output tokens per second that the hour pays for.</param>
    internal static Term Of(string name, TokenCosts costs, double tokensPerSecond) => Term.Computed(
        name, TermKind.Other, Amount.Of(ServingCost.PerMillionTokens(costs.Hour.Value.Value, tokensPerSecond), Unit.Dollars), ServingCost.PerMillionTokens,
        new("h", costs.Hour.Name, costs.Hour.Value, costs.Hour),
        new("R", "output tokens per second", Amount.Of(tokensPerSecond, Unit.TokensPerSecond))) with
    { Scope = Scope.Cluster };
}
