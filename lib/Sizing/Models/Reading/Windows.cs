namespace Sizing.Models.Reading;

/// <summary>Short forms for windowed attention.</summary>
internal static class Windows
{
    /// <summary>The attention within a sliding window, or unchanged without one.</summary>
    internal static GroupedQueryAttention Sliding(this GroupedQueryAttention attention, int? window) =>
        window is { } tokens ? attention with { Span = AttentionSpan.Sliding, Window = tokens } : attention;

    /// <summary>
    /// The window of a layer, or null for full attention: <c>layer_types</c> decides where the config has it,
    /// else the family's own pattern.
    /// </summary>
    internal static int? WindowWhere(this ModelConfig config, int layer, int? window, Func<int, bool> isSliding) =>
        (config.LayerTypes() is { } types ? types[layer] == "sliding_attention" : isSliding(layer)) ? window : null;

    /// <summary>The <c>layer_types</c> of the model, one per layer, or null when the key is absent.</summary>
    internal static IReadOnlyList<string>? LayerTypes(this ModelConfig config, string key = "layer_types")
    {
        if (config.Text.Texts(key) is not { } types)
            return null;
        return types.Count >= config.LayerCount
            ? types
            : throw config.Text.Refuse($"lists {types.Count} '{key}' for {config.LayerCount} layers");
    }
}
