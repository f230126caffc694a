using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GLM-4 9B and GLM-4-0414.</summary>
internal sealed class Glm : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["glm", "glm4"];

    internal override string Summary => "Query, key and value biases ('attention_bias', true by default), gate and up as one matrix; GLM-4-0414 ('glm4') has four norms a layer.";

    internal override IReadOnlyList<string> Keys => ["attention_bias"];

    internal override string Source => "transformers, models/glm/modeling_glm.py, models/glm4/modeling_glm4.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention() with { QueryKeyValueBias = config.Text.Flag("attention_bias", true) },
            config.Gated() with { Fused = true })
        {
            Norms = config.ModelType == "glm4" ? 4 : 2,
        }),
        config.TiesEmbeddings(byDefault: false));
}
