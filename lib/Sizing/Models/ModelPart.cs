namespace Sizing.Models;

/// <summary>The part of a model that a tensor belongs to.</summary>
public enum ModelPart
{
    /// <summary>Token, position and token-type embeddings, with what belongs to them.</summary>
    Embedding,

    /// <summary>Attention and every other token mixer: linear attention, state-space blocks.</summary>
    Attention,

    /// <summary>Feed-forward blocks without experts.</summary>
    DenseFeedForward,

    /// <summary>Routed and shared experts.</summary>
    Experts,

    /// <summary>Routers of mixtures of experts, their biases included.</summary>
    Router,

    /// <summary>Normalisation weights and biases outside the token mixers.</summary>
    Norms,

    /// <summary>The output head, when it is not the embedding matrix.</summary>
    Head,

    /// <summary>Multi-token prediction modules.</summary>
    Mtp,

    /// <summary>Vision encoder and projector.</summary>
    Vision,
}
