namespace Sizing.Models;

/// <summary>The multi-token prediction modules of a model: each is a layer, the projection that feeds it, and norms.</summary>
public sealed record MtpSpec
{
    /// <summary>The layer of each module, or the layers of the only one.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>Whether the layers together are one module (Nemotron-H), instead of one module each.</summary>
    public bool IsOneModule { get; init; }

    /// <summary>Norms of the hidden size beside those of the layer, for each module.</summary>
    public int Norms { get; init; } = 3;

    /// <summary>What those norms store.</summary>
    public NormKind Norm { get; init; } = NormKind.Weight;

    /// <summary>Whether hidden state and embedding are joined by a projection of twice the hidden size.</summary>
    public bool Projection { get; init; } = true;

    /// <summary>Whether the checkpoint repeats embedding and head in each module (DeepSeek-V3); they are not counted as parameters.</summary>
    public bool RepeatsEmbeddingAndHead { get; init; }
}
