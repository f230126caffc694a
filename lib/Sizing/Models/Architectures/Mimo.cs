using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>MiMo-7B.</summary>
internal sealed class Mimo : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["mimo"];

    internal override string Summary => "The Qwen2 layer, with multi-token prediction.";

    internal override IReadOnlyList<string> Keys => ["num_nextn_predict_layers"];

    internal override string Source => "XiaomiMiMo/MiMo-7B-Base, modeling_mimo.py";

    internal override ModelSpec Read(ModelConfig config)
    {
        var layer = new LayerSpec(config.Attention() with { QueryKeyValueBias = config.Text.Flag("attention_bias", true) }, config.Gated());
        return config.Model(config.Repeat(layer), config.TiesEmbeddings(byDefault: false)) with { Mtp = DeepSeek.Mtp(config, layer) };
    }
}
