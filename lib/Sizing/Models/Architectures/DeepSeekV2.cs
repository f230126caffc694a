using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>DeepSeek-V2 and V2-Lite.</summary>
internal sealed class DeepSeekV2 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["deepseek_v2", "deepseek_vl_v2"];

    internal override string Summary => "Latent attention ('use_mla' false: plain multi-head), dense first layers, then routed experts with shared ones; 'q_lora_rank' null means one query projection.";

    internal override IReadOnlyList<string> Keys => ["q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim", "use_mla", "n_routed_experts", "n_shared_experts", "moe_intermediate_size", "first_k_dense_replace", "moe_layer_freq"];

    internal override string Source => "deepseek-ai/DeepSeek-V2, modeling_deepseek.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.LayersOf(index => new LayerSpec(
            config.Text.Flag("use_mla", true) ? DeepSeek.Latent(config) : config.Attention(config.Heads, config.HeadSize),
            DeepSeek.IsSparse(config, index) ? DeepSeek.Mixture(config, correctionBias: false) : config.Gated())),
        config.TiesEmbeddings(byDefault: false));
}
