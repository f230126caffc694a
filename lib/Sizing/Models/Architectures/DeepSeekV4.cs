using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>DeepSeek-V4.</summary>
internal sealed class DeepSeekV4 : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["deepseek_v4", "deepseek_ref"];

    internal override string Summary => "One shared key-value head, low-rank queries, a grouped low-rank output, sinks, hyper-connections; 'compress_ratios' says by layer how many tokens a compressed entry stands for (0: window only; 4: with an indexer); the first 'num_hash_layers' route by a table.";

    internal override IReadOnlyList<string> Keys => ["q_lora_rank", "o_groups", "o_lora_rank", "compress_ratios", "sliding_window", "index_n_heads", "index_head_dim", "index_topk", "hc_mult", "num_hash_layers", "n_routed_experts", "n_shared_experts", "moe_intermediate_size", "num_nextn_predict_layers"];

    internal override string Source => "deepseek-ai/DeepSeek-V4-Flash, inference/model.py";

    private const int IndexedRatio = 4;

    internal override ModelSpec Read(ModelConfig config)
    {
        var text = config.Text;
        var modules = text.Int("num_nextn_predict_layers") ?? 0;
        var ratios = text.Ints("compress_ratios") ?? throw text.Refuse("has no 'compress_ratios', which describe the layers");
        if (ratios.Count < config.LayerCount + modules)
            throw text.Refuse($"lists {ratios.Count} 'compress_ratios' for {config.LayerCount} layers and {modules} prediction modules");
        var hashed = text.Int("num_hash_layers") ?? 0;
        return config.Model(config.LayersOf(index => Layer(config, ratios[index], index >= hashed)), config.TiesEmbeddings(byDefault: false)) with
        {
            ResidualStreams = text.Positive("hc_mult") ?? 1,
            Mtp = modules == 0 ? null : new()
            {
                Layers = ModelConfig.LayersOf(modules, index => Layer(config, ratios[config.LayerCount + index], correctionBias: true)),
            },
        };
    }

    private static LayerSpec Layer(ModelConfig config, int ratio, bool correctionBias) => new(
        new CompressedAttention
        {
            Heads = config.Heads,
            HeadSize = config.HeadSize,
            RopeHeadSize = config.Text.Required("qk_rope_head_dim"),
            QueryRank = config.Text.Required("q_lora_rank"),
            OutputGroups = config.Text.Required("o_groups"),
            OutputRank = config.Text.Required("o_lora_rank"),
            Window = config.Text.Required("sliding_window"),
            TokensPerEntry = ratio,
            OverlappingEntries = ratio == IndexedRatio,
            Indexer = ratio == IndexedRatio ? DeepSeek.Indexer(config) : null,
        },
        DeepSeek.Mixture(config, correctionBias));
}
