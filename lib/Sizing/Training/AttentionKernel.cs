namespace Sizing;

/// <summary>How attention is computed, as far as memory sees it.</summary>
public enum AttentionKernel
{
    /// <summary>FlashAttention: no scores, grouped heads read in place.</summary>
    Flash,

    /// <summary>PyTorch's scaled dot product attention as Hugging Face calls it: no scores, keys and values expanded to all heads.</summary>
    Sdpa,

    /// <summary>Matrix products and a stored softmax.</summary>
    Eager,
}
