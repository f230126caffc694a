namespace Sizing.Planning.Remedies;

/// <summary>What a step changes.</summary>
internal enum RemedyPart
{
    /// <summary>The format of the weights in serving, the method in training: what people decide first.</summary>
    Method,

    /// <summary>Where part of the memory is: on the GPU or on the host.</summary>
    Host,

    /// <summary>The data type that is computed in.</summary>
    Precision,

    /// <summary>The KV cache.</summary>
    Cache,

    /// <summary>Recomputation of activations.</summary>
    Recompute,

    /// <summary>The loss.</summary>
    Loss,

    /// <summary>The attention kernel.</summary>
    Attention,

    /// <summary>The optimizer.</summary>
    Optimizer,

    /// <summary>When the optimizer steps.</summary>
    Step,

    /// <summary>Sequences that are computed together.</summary>
    Batch,

    /// <summary>The share of memory.</summary>
    Share,

    /// <summary>How the GPUs divide the work.</summary>
    Plan,

    /// <summary>Sequences in flight: as many as then fit.</summary>
    Sequences,

    /// <summary>Tokens of a sequence: as many as then fit.</summary>
    Length,

    /// <summary>Other hardware or another model: never combined.</summary>
    Elsewhere,

    /// <summary>What articles advise and the computation refutes: never combined.</summary>
    Refuted,
}
