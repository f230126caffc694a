using Sizing.Hardware;
using Sizing.Models.Formats;

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
        var memory = Refusal(estimate);
        return Unsupported(estimate.Setup) is { } unsupported
            ? new(unsupported, [.. WarningsOf(estimate)])
            : new(memory, [.. WarningsOfSupported(estimate, memory is null), .. WarningsOf(estimate)]);
    }

    private static string? Unsupported(ServingSetup setup) =>
        EngineFormats.VendorRefusal(setup.Engine, setup.Gpu) ?? Precision.Refusal(setup.Gpu, setup.Activation) ?? EngineFormats.WeightsRefusal(setup.Engine, setup.Gpu, setup.Model, setup.Weights)
        ?? ExpertTiles.Refusal(setup);

    private static string? Refusal(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        if (estimate.KvPool <= Bytes.Zero)
            return $"Weights, activations and overhead take {estimate.Budget - estimate.KvPool} of the {estimate.Budget} that {setup.Engine.Name} allows itself on a {setup.Gpu.Name}; nothing is left for the KV cache.";
        if (estimate.MaxConcurrency < 1)
            return $"The KV cache holds {estimate.CapacityTokens:N0} tokens, less than one sequence of {setup.Context:N0}.";
        return estimate.RoomLeft < Bytes.Zero
            ? $"The KV cache holds {estimate.MaxConcurrency:0.0} sequences of {setup.Context:N0} tokens, not {setup.ConcurrencyOfReplica:N0}."
            : null;
    }

    private static IEnumerable<string> WarningsOfSupported(ServingEstimate estimate, bool fits)
    {
        if (estimate.Kv.PoolBand is { Low: var low, High: var high } && low < high
            && fits != new Bytes(estimate.Kv.Requested.Value.Whole) <= (fits ? low : high))
            yield return $"The verdict is close: the KV cache may be {low} to {high}, and {new Bytes(estimate.Kv.Requested.Value.Whole)} are asked of it.";
        if (EngineFormats.Emulation(estimate.Setup) is { } emulated)
            yield return emulated;
    }

    private static IEnumerable<string> WarningsOf(ServingEstimate estimate)
    {
        var setup = estimate.Setup;
        if (setup.Model.MaxContext is { } longest && setup.Context > longest)
            yield return $"{setup.Model.Name} was made for {longest:N0} tokens; {setup.Engine.Name} refuses {setup.Context:N0} unless told otherwise.";
        if (Precision.Refusal(setup.Gpu, setup.KvCache) is { } cache && setup.KvCache != setup.Activation)
            yield return $"The KV cache is stored as {setup.KvCache} and unpacked: {cache}";
        if (setup.Asked.KvCache is null && setup.KvCache != DataType.Fp8 && setup.Engine.Kind is EngineKind.Vllm or EngineKind.TensorRtLlm && setup.Model.QuantizationConfig is { } files && QuantizedCache.IsFp8(files))
            yield return $"The files of {setup.Model.Name} ask for a KV cache in fp8, which recent versions of {setup.Engine.Name} take where no type is given; ask for a cache in fp8 to size that.";
        if (setup.Asked.ImageTokens > 0 && setup.Model.Vision is null)
            yield return $"{setup.Model.Name} has no vision encoder, or its parts are not known; the image tokens are counted in the context alone.";
        if (EngineFormats.Fallback(setup) is { } half)
            yield return half;
        if (Catalog.EngineVersions(setup.Engine.Kind).Warning(setup.Engine) is { } version)
            yield return version;
        if (setup.Asked.HeldMemory > Bytes.Zero && setup.Engine.Kind is EngineKind.Vllm)
            yield return $"{setup.Engine.Name} takes its share of all memory, whoever holds it; where a display or another program holds {setup.Asked.HeldMemory}, start it with --gpu-memory-utilization {estimate.Budget.InGiB / (estimate.Usable + setup.Asked.HeldMemory).InGiB:0.000}.";
        if (setup.Gpu.IsUnifiedMemory)
            yield return $"{setup.Gpu.Name} shares its memory with the operating system and other programs.";
        if (estimate.HostReadOfToken is { Count: > 0 } read && HostMemory.Bandwidth(setup).Value is var bandwidth)
            yield return $"A token reads {read} of weights in host memory, which takes at least {HostMemory.SecondsOfToken(read, bandwidth.Value) * 1e3:0.#} ms at {bandwidth.Value / 1e9:0.#} GB/s.";
        if (estimate.Kv.OffloadedTokens > 0)
            yield return $"The host holds {estimate.Kv.OffloadedTokens:N0} tokens of KV cache{(setup.Constants.Has(KvTiers.Copies) ? ", copies of those on the GPUs among them" : " beyond those on the GPUs")}.";
        if (setup.ConcurrencyOfReplica > setup.MaxSequences.Value.Whole)
            yield return $"{setup.Engine.Name} runs at most {setup.MaxSequences.Value.Whole:N0} sequences at a time; the others wait.";
    }
}
