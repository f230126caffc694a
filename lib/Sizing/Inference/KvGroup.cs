namespace Sizing.Inference;

/// <summary>Layers that share one block table: they keep the same tokens of a sequence.</summary>
/// <param name="Kind">Which tokens they keep.</param>
/// <param name="Window">W: tokens of the window or chunk; 0 when there is none.</param>
/// <param name="Layers">Layers of the group, padding included.</param>
/// <param name="BlockTokens">Tokens of a block of the group.</param>
/// <param name="BlockBytes">Bytes of a block of the group over its layers, on one rank.</param>
public sealed record KvGroup(KvGroupKind Kind, int Window, int Layers, int BlockTokens, Bytes BlockBytes)
{
    /// <summary>m: blocks that a sequence takes at least, because the engine holds no more sequences; 0 where it does.</summary>
    public long LeastBlocks { get; init; }
}
