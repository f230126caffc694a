using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>StarCoder 1 and SantaCoder.</summary>
internal sealed class GptBigCode : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["gpt_bigcode"];

    internal override string Summary => "GPT-2 with one key-value head ('multi_query', true by default).";

    internal override IReadOnlyList<string> Keys => ["multi_query", "n_inner", "n_positions"];

    internal override string Source => "transformers, models/gpt_bigcode/modeling_gpt_bigcode.py";

    internal override ModelSpec Read(ModelConfig config) => Gpt.Read(
        config,
        config.Attention(config.Text.Flag("multi_query", true) ? 1 : config.Heads, config.HeadSize) with { Fused = true },
        config.TiesEmbeddings(byDefault: true),
        config.Text.Positive("n_positions", "n_ctx") ?? 1024);
}
