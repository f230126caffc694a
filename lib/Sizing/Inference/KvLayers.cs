using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The layers of a stage that cache, by what they keep of a sequence.</summary>
/// <param name="Kind">Which tokens they keep.</param>
/// <param name="Window">Tokens of the window or chunk; 0 when there is none.</param>
/// <param name="PerToken">Bytes that a token adds to each of the layers, on one rank; for states, the bytes of a sequence.</param>
internal sealed record KvLayers(KvGroupKind Kind, int Window, IReadOnlyList<Bytes> PerToken)
{
    /// <summary>Bytes that a token adds to all of the layers.</summary>
    internal Bytes Total => PerToken.Aggregate(Bytes.Zero, (sum, bytes) => sum + bytes);

    /// <summary>The layers of a stage that cache tokens, then those that keep a state.</summary>
    internal static IReadOnlyList<KvLayers> Of(ServingSetup setup, PipelineStage stage)
    {
        var cached = stage.Layers.Select(layer => layer.Attention)
            .Select(attention => (Kind: KindOf(attention), Bytes: KvCache.BytesPerToken(attention, setup.KvCache, setup.Plan.Tensor)));
        var states = stage.Layers.Select(layer => layer.Attention)
            .Select(attention => (Kind: (Kind: KvGroupKind.State, Window: 0), Bytes: RecurrentState.BytesPerSequence(attention, setup.Activation, DataType.Fp32, setup.Plan.Tensor)));
        return [.. cached.Concat(states)
            .Where(layer => layer.Bytes > Bytes.Zero)
            .GroupBy(layer => layer.Kind)
            .Select(kind => new KvLayers(kind.Key.Kind, kind.Key.Window, [.. kind.Select(layer => layer.Bytes)]))];
    }

    private static (KvGroupKind Kind, int Window) KindOf(Attention attention) => attention switch
    {
        GroupedQueryAttention { Span: AttentionSpan.Sliding } sliding => (KvGroupKind.Sliding, sliding.Window),
        GroupedQueryAttention { Span: AttentionSpan.Chunked } chunked => (KvGroupKind.Chunked, chunked.Window),
        _ => (KvGroupKind.Full, 0),
    };
}
