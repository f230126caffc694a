using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>EXAONE 4.0 and 4.5.</summary>
internal sealed class Exaone4 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["exaone4", "exaone4_5", "exaone4_5_text"];

    internal override string Summary => "Norms after attention and feed-forward, query and key norms per head; 'sliding_window_pattern' is a number or a text such as LLLG.";

    internal override IReadOnlyList<string> Keys => ["layer_types", "sliding_window", "sliding_window_pattern", "num_nextn_predict_layers"];

    internal override string Source => "transformers, models/exaone4/modeling_exaone4.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.LayersOf(index => new LayerSpec(Attention(config, index), config.Gated())),
        config.TiesEmbeddings(byDefault: false)) with
    {
        Mtp = DeepSeek.Mtp(config, new LayerSpec(Attention(config, config.LayerCount - 1), config.Gated())),
    };

    /// <summary>The attention of a layer, windowed by <c>layer_types</c> or by the pattern.</summary>
    internal static GroupedQueryAttention Attention(ModelConfig config, int layer) =>
        config.Attention().Sliding(config.WindowWhere(layer, config.Text.Positive("sliding_window"), index => IsLocal(config, index))) with
        {
            QueryKeyNorm = QueryKeyNorm.PerHead,
        };

    private static bool IsLocal(ModelConfig config, int layer)
    {
        if (!config.Text.IsText("sliding_window_pattern"))
            return (layer + 1) % (config.Text.Positive("sliding_window_pattern") ?? 4) != 0;
        var pattern = config.Text.Text("sliding_window_pattern")!;
        return pattern.Length > 0 && pattern[layer % pattern.Length] == 'L';
    }
}
