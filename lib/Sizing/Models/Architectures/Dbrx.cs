using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>DBRX.</summary>
internal sealed class Dbrx : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["dbrx"];

    internal override string Summary => "One fused projection, a mixture of experts in every layer, LayerNorm without bias.";

    internal override IReadOnlyList<string> Keys => ["attn_config", "ffn_config"];

    internal override string Source => "transformers, models/dbrx/modeling_dbrx.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var attention = config.Text.Section("attn_config");
        var experts = config.Text.Section("ffn_config") ?? throw config.Text.Refuse("has no 'ffn_config', which describes the experts");
        var layer = new LayerSpec(
            config.Attention(attention?.Positive("kv_n_heads") ?? 1, config.HeadSize) with { Fused = true },
            new MixtureOfExperts
            {
                Experts = experts.RequiredUpTo(ModelConfig.MostExperts, "moe_num_experts"),
                ExpertsPerToken = experts.Required("moe_top_k"),
                ExpertWidth = experts.Required("ffn_hidden_size"),
            });
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false));
    }
}
