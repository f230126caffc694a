using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>gpt-oss.</summary>
internal sealed class GptOss : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gpt_oss"];

    internal override string Summary => "Every other layer has a sliding window; biases on every projection, sinks, a router bias, and experts with biases.";

    internal override IReadOnlyList<string> Keys => ["num_local_experts", "num_experts_per_tok", "experts_per_token", "sliding_window", "layer_types", "attention_bias"];

    internal override string Source => "transformers, models/gpt_oss/modeling_gpt_oss.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var bias = config.Text.Flag("attention_bias", true);
        var mixture = config.Mixture(config.Experts("num_local_experts", "num_experts"), config.Width, "num_experts_per_tok", "experts_per_token") with
        {
            ExpertBias = true,
            RouterBias = true,
        };
        return config.Model(
            config.LayersOf(index => new LayerSpec(
                config.Attention().Sliding(config.WindowWhere(index, config.Text.Positive("sliding_window"), layer => layer % 2 == 0)) with
                {
                    QueryKeyValueBias = bias,
                    OutputBias = bias,
                    Sinks = true,
                },
                mixture)),
            config.TiesEmbeddings(byDefault: false));
    }
}
