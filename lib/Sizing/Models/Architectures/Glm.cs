using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>GLM-4 9B, GLM-4-0414 and GLM-4.1V.</summary>
internal sealed class Glm : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["glm", "glm4", "glm4v_text"];

    internal override string Summary => "Query, key and value biases ('attention_bias', true by default), gate and up as one matrix; GLM-4-0414 and GLM-4.1V have four norms a layer.";

    internal override IReadOnlyList<string> Keys => ["attention_bias"];

    internal override string Source => "transformers, models/glm/modeling_glm.py, models/glm4/modeling_glm4.py, models/glm4v/modeling_glm4v.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention() with { QueryKeyValueBias = config.Text.Flag("attention_bias", true) },
            config.Gated() with { Fused = true })
        {
            Norms = config.ModelType == "glm" ? 2 : 4,
        }),
        config.TiesEmbeddings(byDefault: false));
}
