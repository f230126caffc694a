using Sizing.Explain;

namespace Sizing;

/// <summary>What changes in a serving between two versions of its engine, term by term, and which figures of the engine changed.</summary>
/// <param name="Before">The estimate with the first version.</param>
/// <param name="After">The estimate with the second version, all given settings the same.</param>
[TypeFormatterSource]
public sealed record ServingLedger(ServingEstimate Before, ServingEstimate After) : IEstimate
{
    /// <summary>Sets a serving under two versions side by side.</summary>
    public static ServingLedger Of(Serving serving, ServingEngine before, ServingEngine after)
    {
        ArgumentNullException.ThrowIfNull(serving);
        return new((serving with { Engine = before }).Estimate(), (serving with { Engine = after }).Estimate());
    }

    /// <summary>The KV pool of the second version less that of the first.</summary>
    public Bytes PoolDifference => After.KvPool - Before.KvPool;

    /// <summary>One sentence for each figure of the engine that differs: what it was, what it is, where that is from.</summary>
    public IReadOnlyList<string> Because => [.. Before.Setup.Constants.ChangesTo(After.Setup.Constants)];

    /// <inheritdoc/>
    public string Subject => $"{Before.Subject}, against {After.Setup.Engine}";

    /// <inheritdoc/>
    public string Summary => $"KV pool {Before.KvPool.InGiB:0.00} → {After.KvPool.InGiB:0.00} GiB ({PoolDifference.InGiB:+0.00;-0.00;0.00} GiB).";

    /// <inheritdoc/>
    public IReadOnlyList<Term> Terms => [Before.Memory, After.Memory];
}
