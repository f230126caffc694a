using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MiniMax-Text-01 and M1.</summary>
internal sealed class MiniMax : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["minimax_m1", "minimax_text_01", "minimax"];

    internal override string Summary => "Lightning attention where 'attn_type_list' says 0 (or 'layer_types' linear_attention), softmax attention where it says 1; a mixture of experts in every layer.";

    internal override IReadOnlyList<string> Keys => ["attn_type_list", "layer_types", "num_local_experts", "num_experts_per_tok", "shared_intermediate_size"];

    internal override string Source => "MiniMaxAI/MiniMax-M1-40k, modeling_minimax_m1.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var softmax = Softmax(config);
        var lightning = new LightningAttention { Heads = config.Heads, HeadSize = config.HeadSize };
        var mixture = config.Mixture(config.Experts("num_local_experts"), config.Width) with
        {
            SharedWidth = config.Text.Int("shared_intermediate_size") ?? 0,
        };
        return config.Model(
            config.LayersOf(index => new LayerSpec(softmax[index] ? config.Attention() : lightning, mixture)),
            config.TiesEmbeddings(byDefault: false));
    }

    private static IReadOnlyList<bool> Softmax(ModelConfig config)
    {
        var list = config.Text.Flags("attn_type_list")
            ?? config.LayerTypes()?.Select(type => type == "full_attention").ToArray()
            ?? (config.ModelType == "minimax" ? Enumerable.Range(0, config.LayerCount).Select(layer => layer % 2 == 0).ToArray() : null)
            ?? throw config.Text.Refuse("has neither 'attn_type_list' nor 'layer_types', which say where attention is linear");
        return list.Count >= config.LayerCount ? list : throw config.Text.Refuse($"lists {list.Count} 'attn_type_list' for {config.LayerCount} layers");
    }
}
