namespace Sizing;

/// <summary>What a service asks for tokens, in US dollars.</summary>
/// <param name="InputPerMillion">A million tokens of prompts.</param>
/// <param name="OutputPerMillion">A million tokens of answers.</param>
public sealed record ApiPrice(double InputPerMillion, double OutputPerMillion);
