using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Baichuan and Baichuan 2.</summary>
internal sealed class Baichuan : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["baichuan"];

    internal override string Summary => "Multi-head attention with one fused projection; the 13B uses ALiBi.";

    internal override IReadOnlyList<string> Keys => [];

    internal override string Source => "baichuan-inc/Baichuan2-7B-Base, modeling_baichuan.py";

    internal override ModelSpec Read(ModelConfig config) => config.Model(
        config.Repeat(new LayerSpec(config.Attention(config.Heads, config.HeadSize) with { Fused = true }, config.Gated())),
        config.TiesEmbeddings(byDefault: false));
}
