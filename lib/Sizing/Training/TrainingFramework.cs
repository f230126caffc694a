namespace Sizing;

/// <summary>
/// What a training framework does by default where frameworks differ; the rows of <c>data/training/frameworks.csv</c>.
/// Every switch is overridable with <c>with</c>.
/// </summary>
public sealed record TrainingFramework
{
    /// <summary>The name that people type: <c>hf</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Storage of trained weights in mixed precision.</summary>
    public required DataType MixedWeights { get; init; }

    /// <summary>Storage of gradients in mixed precision.</summary>
    public required DataType MixedGradients { get; init; }

    /// <summary>Whether an FP32 copy of 16-bit weights is kept in mixed precision.</summary>
    public bool KeepsMaster { get; init; }

    /// <summary>Whether 16-bit casts of FP32 weights stay cached through forward and backward (autocast).</summary>
    public bool CachesCasts { get; init; }

    /// <summary>Whether the gradient buffer outlives the step.</summary>
    public bool KeepsGradients { get; init; }

    /// <summary>Whether the sharded gradients of FSDP outlive the step.</summary>
    public bool KeepsShardedGradients { get; init; }

    /// <summary>Storage of adapters beside 16-bit or quantized weights.</summary>
    public required DataType AdapterStorage { get; init; }

    /// <summary>The loss path.</summary>
    public LossPath Loss { get; init; }

    /// <summary>Whether norms keep an FP32 copy of their input.</summary>
    public bool NormCopies { get; init; }

    /// <summary>Whether rotary positions make copies of queries and keys.</summary>
    public bool RotaryCopies { get; init; }

    /// <summary>Whether the activation function's output is kept beside its input and the product.</summary>
    public bool ActivationCopies { get; init; }

    /// <summary>Whether eager or SDPA attention expands keys and values to all query heads.</summary>
    public bool ExpandsKeyValues { get; init; }

    /// <summary>Whether inputs of frozen matrices are kept all the same.</summary>
    public bool KeepsFrozenInputs { get; init; }

    /// <summary>Whether inputs of NF4 matrices are kept, as bitsandbytes' <c>MatMul4Bit</c> keeps them.</summary>
    public bool KeepsNf4Inputs { get; init; }

    /// <summary>Whether routed experts compute one after another, so that one expert's gradients live at a time, instead of as one grouped product.</summary>
    public bool LoopsOverExperts { get; init; }

    /// <summary>Whether scales of quantized weights are held whole by every rank, as bitsandbytes holds them beside its parameters.</summary>
    public bool KeepsScalesWhole { get; init; }

    /// <summary>
    /// Whether FSDP holds inputs of frozen units and their gradients until the backward pass ends: the hook that reshards a unit without trained
    /// weights (<c>_register_post_backward_reshard_only_hook</c>) refers to both.
    /// </summary>
    public bool HoldsFrozenUnits { get; init; }

    /// <summary>Whether adapters share FSDP units with frozen weights, so that a gradient of the whole unit is formed.</summary>
    public bool MixesUnits { get; init; }

    /// <summary>Whether gradients of micro-batches add up unsharded until the last one (<c>no_sync</c>).</summary>
    public bool AccumulatesWhole { get; init; }

    /// <summary>Whether tensor-parallel matrices keep their gathered input, instead of gathering the sequence-parallel share again.</summary>
    public bool KeepsGatheredInputs { get; init; }

    /// <summary>Whether selective recomputation keeps matrix products and drops the rest (op-level), instead of dropping the attention core.</summary>
    public bool SelectiveKeepsProducts { get; init; }

    /// <summary>Whether attention runs in kernels made for the architecture (cuDNN through Transformer Engine) rather than FlashAttention-2.</summary>
    public bool TunesAttention { get; init; }

    /// <summary>Whether modules of GPT-2 and GPT-BigCode keep their causal masks, as those of transformers do.</summary>
    public bool KeepsCausalMasks { get; init; }

    /// <summary>Whether the optimizer runs in PyTorch's foreach form.</summary>
    public bool Foreach { get; init; }

    /// <summary>Bytes per token and vocabulary entry at the peak of the loss, when all logits are formed at once.</summary>
    public double BytesPerLogit { get; init; }

    /// <summary>The same where the run is compiled, or null where the framework leaves the loss out of what it compiles.</summary>
    public double? CompiledBytesPerLogit { get; init; }

    /// <summary>Communication buffers of sharded data parallelism beyond gathered layers.</summary>
    public Bytes Buckets { get; init; }

    /// <summary>Share by which the caching allocator reserves more than tensors need.</summary>
    public double ReservedOverhead { get; init; }

    /// <summary>Memory of the process outside the allocator: context, kernels, libraries.</summary>
    public Bytes Context { get; init; }

    /// <summary>The same beyond one GPU, for communication.</summary>
    public Bytes Communication { get; init; }

    /// <summary>The switches as their data row words them, by the names that <c>--switch</c> takes.</summary>
    public IReadOnlyList<(string Name, string Word)> Switches { get; init; } = [];

    /// <summary>How a switch is set, for the note of a term that it decides: <c>hf sets foreach=yes</c>; null for a framework without words.</summary>
    internal string? Says(params IReadOnlyList<string> names) =>
        names.Select(name => Switches.FirstOrDefault(pair => pair.Name == name)).Where(pair => pair.Word is { Length: > 0 }).Select(pair => $"{pair.Name}={pair.Word}").ToList() is { Count: > 0 } words
            ? $"{Name} sets {string.Join(", ", words)}"
            : null;

    /// <summary>Where the switches were read.</summary>
    public string Source { get; init; } = "";

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
