using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MiniCPM 3.</summary>
internal sealed class MiniCpm3 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["minicpm3"];

    internal override string Summary => "Latent attention with a dense gated feed-forward; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"];

    internal override string Source => "openbmb/MiniCPM3-4B, modeling_minicpm.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(DeepSeek.Latent(config), config.Gated())), config.TiesEmbeddings(byDefault: true));
}
