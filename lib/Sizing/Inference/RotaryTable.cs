using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The table of rotary angles that an engine keeps beside the weights, whole on every rank.</summary>
public static class RotaryTable
{
    /// <summary>Bytes of one table of cosines and sines.</summary>
    /// <param name="positions">S: positions of the model.</param>
    /// <param name="channels">d: rotated channels of a head.</param>
    /// <param name="elementBytes">e: bytes of an element.</param>
    [Formula("S · d · e")]
    [Source("vllm-project/vllm", "vllm/model_executor/layers/rotary_embedding: cos_sin_cache")]
    public static Bytes BytesOf(long positions, long channels, int elementBytes) => new(positions * channels * elementBytes);

    /// <summary>The rotated channels of a head, or 0 for layers without rotary positions.</summary>
    public static int ChannelsOf(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Embedding.Positions > 0)
            return 0;
        return model.Layers.Select(layer => layer.Attention).Select(attention => attention switch
        {
            GroupedQueryAttention grouped => grouped.HeadSize,
            LatentAttention latent => latent.RopeHeadSize,
            _ => 0,
        }).Max();
    }
}
