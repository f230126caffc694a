using Sizing.Explain;
using Sizing.Models.Formats;

namespace Sizing.Inference;

/// <summary>A <see cref="Serving"/> whose settings are all decided.</summary>
public sealed record ServingSetup
{
    /// <summary>The question as it was asked.</summary>
    public required Serving Asked { get; init; }

    /// <summary>The engine.</summary>
    public required ServingEngine Engine { get; init; }

    /// <summary>The figures of the engine.</summary>
    public required EngineConstants Constants { get; init; }

    /// <summary>How the model is divided.</summary>
    public required ServingPlan Plan { get; init; }

    /// <summary>How the weights are stored.</summary>
    public required WeightFormat Weights { get; init; }

    /// <summary>What no GPU holds.</summary>
    public HostPlacement Host { get; init; } = HostPlacement.None;

    /// <summary>The data type of activations.</summary>
    public required DataType Activation { get; init; }

    /// <summary>The data type of the KV cache.</summary>
    public required DataType KvCache { get; init; }

    /// <summary>Tokens of the longest sequence.</summary>
    public required int Context { get; init; }

    /// <summary>The engine's memory fraction, with where it comes from.</summary>
    public required Input Utilization { get; init; }

    /// <summary>Most sequences in one step, with where the number comes from.</summary>
    public required Input MaxSequences { get; init; }

    /// <summary>Most tokens in one step, with where the number comes from.</summary>
    public required Input BatchedTokens { get; init; }

    /// <summary>The model.</summary>
    public ModelSpec Model => Asked.Model;

    /// <summary>The GPU.</summary>
    public GpuSpec Gpu => Asked.Gpu;

    /// <summary>Whether activations are quantized to 8 bits before each multiplication.</summary>
    public bool QuantizesActivations => QuantizedActivation is NumberFormat.Fp8 or NumberFormat.Int8;

    /// <summary>Whether weights and activations are multiplied in NVFP4, where the GPU can.</summary>
    public bool MultipliesInNvFp4 => QuantizedActivation is NumberFormat.Fp4;

    /// <summary>The format that activations are quantized to: that of the model's own files, or of the weights that were asked for; null where none is.</summary>
    internal NumberFormat? QuantizedActivation => Asked.Weights is null && Model.QuantizationConfig is { } config ? QuantizedActivations.Of(config)
        : Weights.Name.StartsWith("fp8", StringComparison.Ordinal) ? NumberFormat.Fp8
        : Weights.Name.StartsWith("int8", StringComparison.Ordinal) ? NumberFormat.Int8
        : Weights == WeightFormat.NvFp4 ? NumberFormat.Fp4
        : null;

    /// <summary>Bytes of an activation.</summary>
    public int ActivationBytes => Activation.BytesPerBlock;

    /// <summary>Sequences that one replica holds at a time.</summary>
    public int ConcurrencyOfReplica => (Asked.Concurrency + Plan.Data - 1) / Plan.Data;

    /// <summary>GPUs that only compute prompts, beside those of the plan.</summary>
    public int PromptGpus => (Asked.Load.PrefillReplicas ?? 0) * Plan.Tensor * Plan.Pipeline;

    /// <summary>Memory that a process sees: as logged, or as the catalog has it.</summary>
    public Term Usable => NotHeld(EngineTerms.LoggedOr(Asked.Measured.Usable, "Usable memory", TermKind.Other, Gpu.ExplainUsableMemory));

    /// <summary>The share of memory that the engine takes.</summary>
    /// <param name="total">The memory it takes the share of.</param>
    internal Term Requested(Term total) => Term.Computed(
        "Memory the engine allows itself", TermKind.Other, EngineBudget.Requested(EngineTerms.BytesOf(total), Utilization.Value.Value), EngineBudget.Requested,
        EngineTerms.Input("M", total), Utilization);

    private Term NotHeld(Term seen) => Asked.HeldMemory == Bytes.Zero ? seen : Term.Computed(
        seen.Name, TermKind.Other, EngineBudget.NotHeld(EngineTerms.BytesOf(seen), Asked.HeldMemory), EngineBudget.NotHeld,
        EngineTerms.Input("M", seen), new("h", "memory that others hold", Asked.HeldMemory));
}
