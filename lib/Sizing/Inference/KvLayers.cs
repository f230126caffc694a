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

    /// <summary>The layers of a stage that cache tokens, then those that keep a state; a layer that keeps two kinds is in both.</summary>
    internal static IReadOnlyList<KvLayers> Of(ServingSetup setup, PipelineStage stage) => Of(setup, stage.Layers);

    /// <summary>The same of any layers of the model.</summary>
    internal static IReadOnlyList<KvLayers> Of(ServingSetup setup, IEnumerable<LayerSpec> layers)
    {
        var mixers = layers.Select(layer => layer.Attention).ToList();
        var states = mixers.Select(mixer => (
            Kind: (Kind: KvGroupKind.State, Window: 0),
            Bytes: RecurrentState.BytesPerSequence(mixer, setup.Activation, DataType.Fp32, setup.Plan.Tensor)));
        return [.. mixers.SelectMany(mixer => Cached(mixer, setup)).Concat(states)
            .Where(layer => layer.Bytes > Bytes.Zero)
            .GroupBy(layer => layer.Kind)
            .Select(kind => new KvLayers(kind.Key.Kind, kind.Key.Window, [.. kind.Select(layer => layer.Bytes)]))];
    }

    private static IEnumerable<((KvGroupKind Kind, int Window) Kind, Bytes Bytes)> Cached(Attention mixer, ServingSetup setup) =>
        KvCache.Vectors(mixer, setup.Plan.Tensor)
            .GroupBy(vector => vector.Window)
            .Select(window => (KindOf(mixer, window.Key), window.Aggregate(Bytes.Zero, (sum, vector) => sum + vector.BytesPerToken(setup.KvCache))));

    private static (KvGroupKind Kind, int Window) KindOf(Attention mixer, int window) => window switch
    {
        0 => (KvGroupKind.Full, 0),
        _ when mixer is GroupedQueryAttention { Span: AttentionSpan.Chunked } => (KvGroupKind.Chunked, window),
        _ => (KvGroupKind.Sliding, window),
    };
}
