namespace Sizing.Models.Reading;

/// <summary>Mamba blocks from the <c>mamba_…</c> keys of hybrid models.</summary>
internal static class MambaKeys
{
    /// <summary>A Mamba 2 block.</summary>
    internal static Mamba2 Read(ModelConfig config)
    {
        var text = config.Text;
        var heads = text.Positive("mamba_n_heads") ?? 128;
        var inner = text.Positive("mamba_d_ssm") ?? (text.Positive("mamba_expand") ?? 2) * config.HiddenSize;
        var headSize = text.IsText("mamba_d_head") || !text.Has("mamba_d_head") ? inner / heads : text.Required("mamba_d_head");
        return new()
        {
            Heads = heads,
            HeadSize = Math.Max(1, headSize),
            Groups = text.Positive("mamba_n_groups") ?? 1,
            StateSize = text.Positive("mamba_d_state") ?? 256,
            ConvolutionWidth = text.Positive("mamba_d_conv") ?? 4,
            ConvolutionBias = text.Flag("mamba_conv_bias", true),
            ProjectionBias = text.Flag("mamba_proj_bias"),
        };
    }
}
