namespace Sizing;

/// <summary>Activation checkpointing: what the forward pass keeps for the backward pass.</summary>
public enum Recompute
{
    /// <summary>Every tensor that a backward formula reads.</summary>
    None,

    /// <summary>All but what is large and cheap to recompute; which tensors those are is the framework's choice.</summary>
    Selective,

    /// <summary>The input of every layer.</summary>
    Full,
}
