using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Kimi Linear.</summary>
internal sealed class KimiLinear : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["kimi_linear"];

    internal override string Summary => "Kimi delta attention where 'linear_attn_config' lists the layer under kda_layers, latent attention where it lists it under full_attn_layers, both counted from 1; dense first layers, then routed experts with shared ones.";

    internal override IReadOnlyList<string> Keys => ["linear_attn_config", "kv_lora_rank", "num_experts", "num_experts_per_token", "num_shared_experts", "moe_intermediate_size", "first_k_dense_replace"];

    internal override string Source => "moonshotai/Kimi-Linear-48B-A3B-Instruct, modeling_kimi.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var linear = config.Text.Section("linear_attn_config") ?? throw config.Text.Refuse("has no 'linear_attn_config', which describes the layers");
        var delta = (linear.Ints("kda_layers") ?? []).ToHashSet();
        var mixer = Delta(linear);
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                delta.Contains(index + 1) ? mixer : DeepSeek.Latent(config),
                DeepSeek.IsSparse(config, index) ? DeepSeek.Mixture(config, correctionBias: true) : config.Gated())),
            config.TiesEmbeddings(byDefault: false));
    }

    private static GatedDeltaNet Delta(ConfigSection linear)
    {
        var (heads, headSize) = (linear.Required("num_heads"), linear.Required("head_dim"));
        return new()
        {
            KeyHeads = heads,
            ValueHeads = heads,
            KeyHeadSize = headSize,
            ValueHeadSize = headSize,
            ConvolutionWidth = linear.Positive("short_conv_kernel_size") ?? 4,
            PerChannelDecay = true,
        };
    }
}
