namespace Sizing.Models;

/// <summary>A formula over the kinds of <see cref="Attention"/>.</summary>
/// <typeparam name="T">What the formula returns.</typeparam>
public interface IAttentionVisitor<out T>
{
    /// <summary>Multi-head, grouped-query and multi-query attention, windowed or not.</summary>
    public T Visit(GroupedQueryAttention attention);

    /// <summary>Attention that reads the keys and values of an earlier layer.</summary>
    public T Visit(SharedKvAttention attention);

    /// <summary>Attention over image tokens.</summary>
    public T Visit(CrossAttention attention);

    /// <summary>Multi-head latent attention.</summary>
    public T Visit(LatentAttention attention);

    /// <summary>A window and compressed entries beyond it (DeepSeek-V4).</summary>
    public T Visit(CompressedAttention attention);

    /// <summary>Gated delta networks and Kimi delta attention.</summary>
    public T Visit(GatedDeltaNet attention);

    /// <summary>Lightning and other linear attention with a matrix state per head.</summary>
    public T Visit(LightningAttention attention);

    /// <summary>Mamba 1 blocks.</summary>
    public T Visit(Mamba1 attention);

    /// <summary>Mamba 2 blocks.</summary>
    public T Visit(Mamba2 attention);

    /// <summary>Gated short convolutions.</summary>
    public T Visit(ShortConvolution attention);

    /// <summary>Two token mixers side by side in one layer.</summary>
    public T Visit(ParallelMixers attention);

    /// <summary>No token mixer.</summary>
    public T Visit(NoAttention attention);
}
