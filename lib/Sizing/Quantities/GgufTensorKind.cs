namespace Sizing.Quantities;

/// <summary>What llama.cpp's file types tell apart among the tensors that they quantize.</summary>
public enum GgufTensorKind
{
    /// <summary>Any other matrix; takes the base type.</summary>
    Other,

    /// <summary>Never quantized: norms, biases and all one-dimensional tensors, routers, short convolutions. F32 in the file.</summary>
    Unquantized,

    /// <summary>Token embedding.</summary>
    Embedding,

    /// <summary>Output head, or the token embedding where it is tied to the head.</summary>
    Output,

    /// <summary>Query projection.</summary>
    Query,

    /// <summary>Key projection.</summary>
    Key,

    /// <summary>Value projection, the fused QKV projection, and MLA's second KV projection.</summary>
    Value,

    /// <summary>Output projection of attention.</summary>
    AttentionOutput,

    /// <summary>Gate or up projection of a feed-forward network.</summary>
    GateOrUp,

    /// <summary>Down projection of a feed-forward network.</summary>
    Down,
}
