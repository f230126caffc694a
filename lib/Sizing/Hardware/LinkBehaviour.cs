namespace Sizing.Hardware;

/// <summary>How ring collectives do on a kind of link, fitted to measurements.</summary>
/// <param name="Link">The kind: <c>nvlink</c> (and its like), <c>pcie</c>, or <c>network</c> between servers.</param>
/// <param name="BaseSeconds">The latency that does not depend on the number of GPUs.</param>
/// <param name="StepSeconds">The latency that each further GPU adds.</param>
/// <param name="Efficiency">The part of the link's rate in one direction that large messages reach.</param>
/// <param name="Source">What it was fitted to.</param>
/// <param name="AsOf">When.</param>
public sealed record LinkBehaviour(string Link, double BaseSeconds, double StepSeconds, double Efficiency, string Source, string AsOf);
