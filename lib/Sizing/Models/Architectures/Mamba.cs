using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Mamba 1 and Falcon Mamba.</summary>
internal sealed class Mamba : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mamba", "falcon_mamba"];

    internal override string Summary => "Mamba 1 blocks with one norm each; 'time_step_rank' auto is a sixteenth of the hidden size; embeddings tied.";

    internal override IReadOnlyList<string> Keys => ["state_size", "conv_kernel", "expand", "intermediate_size", "time_step_rank", "use_conv_bias", "use_bias"];

    internal override string Source => "transformers, models/mamba/modeling_mamba.py";

    private const int HiddenPerRank = 16;

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var block = new Mamba1
        {
            InnerSize = text.Positive("intermediate_size", "d_inner") ?? (text.Positive("expand") ?? 2) * config.HiddenSize,
            StateSize = text.Positive("state_size", "ssm_state_size") ?? 16,
            ConvolutionWidth = text.Positive("conv_kernel") ?? 4,
            TimeStepRank = text.IsText("time_step_rank") || !text.Has("time_step_rank")
                ? (config.HiddenSize + HiddenPerRank - 1) / HiddenPerRank
                : text.Required("time_step_rank"),
            ConvolutionBias = text.Flag("use_conv_bias", true),
            ProjectionBias = text.Flag("use_bias"),
        };
        return config.Model(
            config.Repeat(new LayerSpec(block, new NoFeedForward()) { Norms = 1 }),
            config.TiesEmbeddings(byDefault: true)) with
        { MaxContext = null };
    }
}
