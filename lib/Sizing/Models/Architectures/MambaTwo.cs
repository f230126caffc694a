using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Mamba 2 and Mamba-Codestral.</summary>
internal sealed class MambaTwo : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mamba2"];

    internal override string Summary => "Mamba 2 blocks with one norm each.";

    internal override IReadOnlyList<string> Keys => ["num_heads", "head_dim", "n_groups", "state_size", "conv_kernel", "use_conv_bias", "use_bias"];

    internal override string Source => "transformers, models/mamba2/modeling_mamba2.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var block = new Mamba2
        {
            Heads = text.Positive("num_heads") ?? 128,
            HeadSize = text.Positive("head_dim") ?? 64,
            Groups = text.Positive("n_groups") ?? 8,
            StateSize = text.Positive("state_size") ?? 128,
            ConvolutionWidth = text.Positive("conv_kernel") ?? 4,
            ConvolutionBias = text.Flag("use_conv_bias", true),
            ProjectionBias = text.Flag("use_bias"),
        };
        return config.Model(
            config.Repeat(new LayerSpec(block, new NoFeedForward()) { Norms = 1 }), config.TiesEmbeddings(byDefault: false)) with
        { MaxContext = null };
    }
}
