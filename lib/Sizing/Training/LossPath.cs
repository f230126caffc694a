namespace Sizing;

/// <summary>How logits become a loss.</summary>
public enum LossPath
{
    /// <summary>All logits at once, in FP32.</summary>
    Full,

    /// <summary>Hugging Face: logits upcast to FP32 and copied by the shift of the labels.</summary>
    HuggingFace,

    /// <summary>Logits in chunks of the sequence.</summary>
    Chunked,

    /// <summary>Head and loss fused; gradients of a chunk are computed before the next one.</summary>
    Fused,

    /// <summary>Cut cross-entropy: no logits are stored.</summary>
    Cut,
}
