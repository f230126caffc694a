namespace Sizing.Models;

/// <summary>
/// The multi-token prediction modules of a model: each is a layer, the projection that joins hidden state and embedding for it,
/// and three norms. Copies of embedding and head that some checkpoints store with them are not counted.
/// </summary>
public sealed record MtpSpec
{
    /// <summary>The layer of each module, or the layers of the only one.</summary>
    public required IReadOnlyList<LayerSpec> Layers { get; init; }

    /// <summary>Whether the layers together are one module (Nemotron-H), instead of one module each.</summary>
    public bool IsOneModule { get; init; }
}
