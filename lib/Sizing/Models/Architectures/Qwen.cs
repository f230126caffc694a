using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Qwen 1.</summary>
internal sealed class Qwen : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["qwen"];

    internal override string Summary => "Multi-head attention with a fused projection and its bias; 'intermediate_size' counts gate and up together, so a matrix is half as wide.";

    internal override IReadOnlyList<string> Keys => ["kv_channels"];

    internal override string Source => "Qwen/Qwen-7B, modeling_qwen.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(
            config.Attention(config.Heads, config.HeadSize) with { Fused = true, QueryKeyValueBias = true },
            new DenseFeedForward { Width = config.Width / 2 })),
        config.TiesEmbeddings(byDefault: false));
}
