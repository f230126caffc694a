using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Mixtral, Granite MoE, OLMoE, MiniMax-M2.</summary>
internal sealed class Mixtral : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mixtral", "granitemoe", "granitemoeshared", "olmoe", "minimax_m2"];

    internal override string Summary => "Grouped-query attention and a mixture of experts in every layer; OLMoE and MiniMax-M2 have query and key norms over all heads, MiniMax-M2 a correction bias, Granite a shared expert.";

    internal override IReadOnlyList<string> Keys => ["num_local_experts", "num_experts", "num_experts_per_tok", "shared_intermediate_size", "sliding_window", "use_qk_norm", "use_routing_bias"];

    internal override string Source => "transformers, models/mixtral/modeling_mixtral.py; MiniMaxAI/MiniMax-M2, modeling_minimax_m2.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var norm = text.Flag("use_qk_norm", config.ModelType is "olmoe" or "minimax_m2") ? QueryKeyNorm.Full : QueryKeyNorm.None;
        var bias = text.Flag("attention_bias");
        var layer = new LayerSpec(
            config.Attention().Sliding(text.Positive("sliding_window")) with { QueryKeyNorm = norm, QueryKeyValueBias = bias, OutputBias = bias },
            config.Mixture(config.Experts("num_local_experts", "num_experts"), config.Width) with
            {
                SharedWidth = text.Int("shared_intermediate_size") ?? 0,
                CorrectionBias = text.Flag("use_routing_bias", config.ModelType == "minimax_m2"),
            });
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
    }
}
