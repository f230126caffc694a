namespace Sizing.Models;

/// <summary>One layer of a model. Equal layers of a model are one object.</summary>
/// <param name="Attention">How the layer mixes tokens.</param>
/// <param name="FeedForward">Its feed-forward block.</param>
public sealed record LayerSpec(Attention Attention, FeedForward FeedForward)
{
    /// <summary>Norms over the hidden state.</summary>
    public int Norms { get; init; } = 2;

    /// <summary>What those norms store.</summary>
    public NormKind Norm { get; init; } = NormKind.Weight;

    /// <summary>Width of the per-layer input (Gemma 3n, Gemma 4); 0 when there is none.</summary>
    public int PerLayerInputWidth { get; init; }
}
