using Sizing.Hardware;

namespace Sizing.Inference;

/// <summary>Whether a serving fits, why not, and what else the reader should know.</summary>
/// <param name="WhyNot">One sentence that says why it does not fit, or null when it does.</param>
/// <param name="Warnings">One sentence each.</param>
public sealed record ServingVerdict(string? WhyNot, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether it fits.</summary>
    public bool Fits => WhyNot is null;

    internal static ServingVerdict Of(ServingEstimate estimate)
    {
        var reason = Refusal(estimate);
        return new(reason, [.. WarningsOf(estimate, reason is null)]);
    }

    private static string? Refusal(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        if (Precision.Refusal(setup.Gpu, setup.Activation) is { } unsupported)
            return unsupported;
        if (estimate.KvPool <= Bytes.Zero)
            return $"Weights, activations and overhead take {estimate.Budget - estimate.KvPool} of the {estimate.Budget} that {setup.Engine.Name} allows itself on a {setup.Gpu.Name}; nothing is left for the KV cache.";
        if (estimate.MaxConcurrency < 1)
            return $"The KV cache holds {estimate.CapacityTokens:N0} tokens, less than one sequence of {setup.Context:N0}.";
        return estimate.RoomLeft < Bytes.Zero
            ? $"The KV cache holds {estimate.MaxConcurrency:0.0} sequences of {setup.Context:N0} tokens, not {setup.ConcurrencyOfReplica:N0}."
            : null;
    }

    private static IEnumerable<string> WarningsOf(ServingEstimate estimate, bool fits)
    {
        var setup = estimate.Setup;
        if (estimate.Kv.PoolBand is { Low: var low, High: var high } && low < high
            && fits != new Bytes(estimate.Kv.Requested.Value.Whole) <= (fits ? low : high))
            yield return $"The verdict is close: the KV cache may be {low} to {high}, and {new Bytes(estimate.Kv.Requested.Value.Whole)} are asked of it.";
        if (setup.Model.MaxContext is { } longest && setup.Context > longest)
            yield return $"{setup.Model.Name} was made for {longest:N0} tokens; {setup.Engine.Name} refuses {setup.Context:N0} unless told otherwise.";
        if (Precision.Refusal(setup.Gpu, setup.KvCache) is { } cache && setup.KvCache != setup.Activation)
            yield return $"The KV cache is stored as {setup.KvCache} and unpacked: {cache}";
        if (setup.Gpu.IsUnifiedMemory)
            yield return $"{setup.Gpu.Name} shares its memory with the operating system and other programs.";
        if (estimate.Kv.OffloadedTokens > 0)
            yield return $"The host holds {estimate.Kv.OffloadedTokens:N0} further tokens, which are copied back before they are used.";
        if (setup.ConcurrencyOfReplica > setup.MaxSequences.Value.Whole)
            yield return $"{setup.Engine.Name} runs at most {setup.MaxSequences.Value.Whole:N0} sequences at a time; the others wait.";
    }
}
