using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Qwen1.5-MoE, Qwen2-57B-A14B and the Qwen3 mixtures.</summary>
internal sealed class QwenMoe : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["qwen2_moe", "qwen3_moe", "qwen3_vl_moe", "qwen3_vl_moe_text"];

    internal override string Summary => "The dense Qwen layer with a mixture of experts in every 'decoder_sparse_step'-th layer that 'mlp_only_layers' does not name; Qwen2 MoE adds a shared expert with a gate.";

    internal override IReadOnlyList<string> Keys => ["num_experts", "num_experts_per_tok", "moe_intermediate_size", "shared_expert_intermediate_size", "decoder_sparse_step", "mlp_only_layers", "attention_bias", "qkv_bias", "use_sliding_window", "sliding_window"];

    internal override string Source => "transformers, models/qwen2_moe/modeling_qwen2_moe.py, models/qwen3_moe/modeling_qwen3_moe.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var isQwen2 = config.ModelType == "qwen2_moe";
        var bias = isQwen2 ? config.Text.Flag("qkv_bias", config.Text.Flag("attention_bias", true)) : config.Text.Flag("attention_bias");
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention().Sliding(QwenWindow.Of(config, index)) with
                {
                    QueryKeyValueBias = bias,
                    OutputBias = bias && !isQwen2,
                    QueryKeyNorm = isQwen2 ? QueryKeyNorm.None : QueryKeyNorm.PerHead,
                },
                FeedForward(config, index))),
            config.TiesEmbeddings(byDefault: false));
    }

    /// <summary>Experts or a dense block, as the Qwen families place them.</summary>
    internal static FeedForward FeedForward(ModelConfig config, int layer)
    {
        var text = config.Text;
        var isDense = (text.Ints("mlp_only_layers") ?? []).Contains(layer) || (layer + 1) % (text.Positive("decoder_sparse_step") ?? 1) != 0;
        if (isDense || text.Int("num_experts", "num_local_experts") is null or 0)
            return config.Gated();
        var shared = text.Int("shared_expert_intermediate_size") ?? 0;
        return config.Mixture(config.Experts("num_experts", "num_local_experts"), text.Required("moe_intermediate_size")) with
        {
            SharedWidth = shared,
            SharedExpertGate = shared > 0,
        };
    }
}
