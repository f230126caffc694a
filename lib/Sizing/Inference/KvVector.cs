namespace Sizing.Inference;

/// <summary>One kind of vector that a layer keeps in its cache: keys, values, a latent, an indexer's keys.</summary>
/// <param name="Elements">Elements of one vector.</param>
/// <param name="Window">Tokens that are kept; 0 when all are.</param>
/// <param name="TokensPerEntry">Tokens that one vector stands for.</param>
public readonly record struct KvVector(long Elements, int Window = 0, int TokensPerEntry = 1)
{
    /// <summary>Bytes that one token adds before the window is full.</summary>
    public Bytes BytesPerToken(DataType type) => new((OneVector(type).Count + TokensPerEntry - 1) / TokensPerEntry);

    /// <summary>Bytes that a sequence of <paramref name="context"/> tokens keeps.</summary>
    public Bytes BytesPerSequence(int context, DataType type) =>
        OneVector(type) * ((Window > 0 ? Math.Min(context, Window) : context) / TokensPerEntry);

    private Bytes OneVector(DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.BytesOf(Elements);
    }
}
