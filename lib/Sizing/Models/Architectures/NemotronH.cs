using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Nemotron-H, Nemotron Nano 2 and Nemotron 3.</summary>
internal sealed class NemotronH : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["nemotron_h"];

    internal override string Summary => "One norm and one block a layer: Mamba 2, attention, a plain feed-forward or experts, by 'hybrid_override_pattern' (M, *, -, E) or 'layers_block_type'; experts may work on a latent.";

    internal override IReadOnlyList<string> Keys => ["hybrid_override_pattern", "layers_block_type", "mamba_num_heads", "mamba_head_dim", "n_groups", "ssm_state_size", "conv_kernel", "n_routed_experts", "moe_intermediate_size", "moe_latent_size", "moe_shared_expert_intermediate_size", "mtp_hybrid_override_pattern", "mtp_layers_block_type", "num_nextn_predict_layers"];

    internal override string Source => "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16, modeling_nemotron_h.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var blocks = Blocks(config, "hybrid_override_pattern", "layers_block_type")
            ?? throw config.Text.Refuse("has neither 'hybrid_override_pattern' nor 'layers_block_type', which describe the layers");
        return config.Model(Layers(config, blocks), config.TiesEmbeddings(byDefault: false)) with { Mtp = Mtp(config) };
    }

    private static MtpSpec? Mtp(ModelConfig config)
    {
        if (config.Text.Int("num_nextn_predict_layers") is null or 0)
            return null;
        var blocks = Blocks(config, "mtp_hybrid_override_pattern", "mtp_layers_block_type") ?? ["attention", "moe"];
        return new() { Layers = Layers(config, blocks), IsOneModule = true };
    }

    private static IReadOnlyList<string>? Blocks(ModelConfig config, string patternKey, string listKey)
    {
        var blocks = config.Text.Text(patternKey)?.Select(letter => letter.ToString()).ToArray() ?? config.Text.Texts(listKey);
        if (blocks is not null && (blocks.Count == 0 || blocks.Count > ModelConfig.MostLayers))
            throw config.Text.Refuse($"describes {blocks.Count} layers; from 1 to {ModelConfig.MostLayers} can be read");
        return blocks;
    }

    private static IReadOnlyList<LayerSpec> Layers(ModelConfig config, IReadOnlyList<string> blocks) =>
        ModelConfig.LayersOf(blocks.Count, index => Layer(config, blocks[index]) with { Norms = 1 });

    private static LayerSpec Layer(ModelConfig config, string block) => block switch
    {
        "M" or "mamba" or "linear_attention" => new(Mamba(config), new NoFeedForward()),
        "*" or "attention" or "full_attention" => new(Attention(config), new NoFeedForward()),
        "-" or "mlp" => new(new NoAttention(), Plain(config)),
        "E" or "moe" => new(new NoAttention(), Mixture(config)),
        _ => throw config.Text.Refuse($"describes a layer as '{block}', which is not known"),
    };

    private static GroupedQueryAttention Attention(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        return config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias };
    }

    private static DenseFeedForward Plain(ModelConfig config) =>
        new() { Width = config.Width, Gated = false, Bias = config.Text.Flag("mlp_bias") };

    private static Mamba2 Mamba(ModelConfig config) => new()
    {
        Heads = config.Text.Required("mamba_num_heads"),
        HeadSize = config.Text.Required("mamba_head_dim"),
        Groups = config.Text.Positive("n_groups") ?? 8,
        StateSize = config.Text.Positive("ssm_state_size") ?? 128,
        ConvolutionWidth = config.Text.Positive("conv_kernel") ?? 4,
        ConvolutionBias = config.Text.Flag("use_conv_bias", true),
        ProjectionBias = config.Text.Flag("mamba_proj_bias", config.Text.Flag("use_bias")),
    };

    private static MixtureOfExperts Mixture(ModelConfig config) =>
        config.Mixture(config.Experts("n_routed_experts"), config.Text.Required("moe_intermediate_size")) with
        {
            Gated = false,
            CorrectionBias = true,
            LatentWidth = config.Text.Positive("moe_latent_size"),
            SharedWidth = (config.Text.Int("n_shared_experts") ?? 0) * (config.Text.Int("moe_shared_expert_intermediate_size") ?? 0),
        };
}
