namespace Sizing.Models.Reading;

/// <summary>
/// The positions in the cosine and sine tables that an engine keeps for a model. A model whose sliding layers rotate otherwise than
/// its full ones has two tables; scaled positions lengthen a table. Source: vllm-project/vllm, model_executor/layers/rotary_embedding.
/// </summary>
internal static class RotaryPositions
{
    private const int LargestFactor = 65_536;
    private const int MultimodalStretch = 4;

    /// <summary>The positions of all tables, or null where the model has no limit.</summary>
    internal static long? Of(ModelConfig config, int? maxContext)
    {
        if (maxContext is not { } positions)
            return null;
        var scaling = config.Text.Section("rope_scaling") ?? config.Text.Section("rope_parameters");
        var (full, sliding) = (scaling?.Nested("full_attention"), scaling?.Nested("sliding_attention"));
        if (full is not null || sliding is not null)
            return Table(config, full, positions) + Table(config, sliding, positions);
        return Table(config, scaling, positions) + (HasLocalTable(config) ? positions : 0);
    }

    private static bool HasLocalTable(ModelConfig config) =>
        config.ModelType is "gemma3" or "gemma3_text" or "olmo3" || config.Text.Has("rope_local_base_freq") || config.Text.Has("swa_rope_theta");

    private static long Table(ModelConfig config, ConfigSection? scaling, long positions)
    {
        if (scaling is null)
            return positions;
        if (scaling.Has("mrope_section"))
            return MultimodalStretch * positions;
        var original = scaling.Positive("original_max_position_embeddings") ?? config.Text.Positive("original_max_position_embeddings");
        return (scaling.Has("rope_type") ? scaling.Text("rope_type") : scaling.Text("type")) switch
        {
            "linear" or "dynamic" => Stretched(scaling, positions),
            "yarn" => Stretched(scaling, original ?? positions),
            "longrope" or "su" => positions + (original ?? 0),
            _ => positions,
        };
    }

    private static long Stretched(ConfigSection scaling, long positions) => scaling.Number("factor") switch
    {
        null => positions,
        >= 1 and <= LargestFactor and var factor => (long)(positions * factor),
        var factor => throw scaling.Refuse($"stretches its positions by {factor}, which must be from 1 to {LargestFactor}"),
    };
}
