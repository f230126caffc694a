namespace Sizing;

/// <summary>Low-rank adapters that are served at once with one model.</summary>
/// <param name="Count">Adapters that are held on the GPU.</param>
/// <param name="Rank">The largest rank.</param>
public sealed record ServingAdapters(int Count, int Rank = 16);
