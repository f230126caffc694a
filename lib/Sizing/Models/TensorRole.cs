namespace Sizing.Models;

/// <summary>What a tensor does. A bias has the role of its matrix; <see cref="Tensor.IsVector"/> tells them apart.</summary>
public enum TensorRole
{
    /// <summary>Token embedding matrix.</summary>
    TokenEmbedding,

    /// <summary>Learned positions and token types.</summary>
    PositionEmbedding,

    /// <summary>Per-layer input embeddings and their projections (Gemma 3n and 4).</summary>
    PerLayerInput,

    /// <summary>Projection between the embedding width and the hidden size.</summary>
    EmbeddingProjection,

    /// <summary>Query projection, or the second half of a low-rank one.</summary>
    Query,

    /// <summary>Key projection.</summary>
    Key,

    /// <summary>Value projection.</summary>
    Value,

    /// <summary>Query, key and value projections stored as one matrix.</summary>
    QueryKeyValue,

    /// <summary>Low-rank query compression of latent attention (<c>q_a_proj</c>).</summary>
    QueryDown,

    /// <summary>Key-value compression of latent attention (<c>kv_a_proj_with_mqa</c>).</summary>
    KeyValueDown,

    /// <summary>Key-value expansion of latent attention (<c>kv_b_proj</c>).</summary>
    KeyValueUp,

    /// <summary>Attention output projection.</summary>
    AttentionOutput,

    /// <summary>Sparse-attention indexer and compressor.</summary>
    Indexer,

    /// <summary>Small attention parameters: sinks and gates.</summary>
    AttentionParameter,

    /// <summary>Input projection of a linear-attention or state-space block.</summary>
    StateInput,

    /// <summary>Causal convolution of a linear-attention or state-space block.</summary>
    Convolution,

    /// <summary>Small parameters of a state-space block: A, D, time-step bias and projection.</summary>
    StateParameter,

    /// <summary>Output projection of a linear-attention or state-space block.</summary>
    StateOutput,

    /// <summary>Gate projection of a feed-forward block.</summary>
    Gate,

    /// <summary>Up projection of a feed-forward block.</summary>
    Up,

    /// <summary>Gate and up projections stored as one matrix.</summary>
    GateUp,

    /// <summary>Down projection of a feed-forward block.</summary>
    Down,

    /// <summary>Router of a mixture of experts.</summary>
    Router,

    /// <summary>Per-expert bias or scale beside the router.</summary>
    RouterParameter,

    /// <summary>Gate that scales the shared expert.</summary>
    SharedExpertGate,

    /// <summary>Projection between the hidden size and the latent width of latent experts.</summary>
    LatentProjection,

    /// <summary>Normalisation weight or bias.</summary>
    Norm,

    /// <summary>Parameters that mix the residual streams of hyper-connections.</summary>
    HyperConnection,

    /// <summary>Output head.</summary>
    Head,

    /// <summary>Projection that joins hidden state and embedding in a multi-token prediction module.</summary>
    MtpProjection,

    /// <summary>Any tensor of the vision encoder and its projector.</summary>
    Vision,
}
