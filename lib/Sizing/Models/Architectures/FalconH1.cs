using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Falcon-H1.</summary>
internal sealed class FalconH1 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["falcon_h1"];

    internal override string Summary => "Attention and Mamba 2 side by side in every layer; the gated norm of Mamba only with 'mamba_rms_norm'.";

    internal override IReadOnlyList<string> Keys => ["mamba_d_ssm", "mamba_n_heads", "mamba_d_head", "mamba_n_groups", "mamba_d_state", "mamba_d_conv", "mamba_rms_norm", "attention_bias", "mlp_bias"];

    internal override string Source => "transformers, models/falcon_h1/modeling_falcon_h1.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias");
        var mixers = new ParallelMixers(
            config.Attention() with { QueryKeyValueBias = bias, OutputBias = bias },
            MambaKeys.Read(config) with { GatedNorm = config.Text.Flag("mamba_rms_norm") });
        return config.Model(
            config.Repeat(new LayerSpec(mixers, config.Gated() with { Bias = config.Text.Flag("mlp_bias") })),
            config.TiesEmbeddings(byDefault: false));
    }
}
