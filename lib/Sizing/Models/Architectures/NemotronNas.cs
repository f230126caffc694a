using Sizing.Models.Reading;

namespace Sizing.Models.Architectures;

/// <summary>Llama Nemotron Super and Ultra.</summary>
internal sealed class NemotronNas : Architecture
{
    internal override IReadOnlyList<string> ModelTypes => ["nemotron-nas", "deci"];

    internal override string Summary => "The Llama layer with a shape for each layer: 'block_configs' gives heads in a group or no attention, and a feed-forward multiple or none; a missing block has no norm.";

    internal override IReadOnlyList<string> Keys => ["block_configs"];

    internal override string Source => "nvidia/Llama-3_3-Nemotron-Super-49B-v1, modeling_decilm.py";

    private const int WidthMultiple = 256;

    internal override ModelSpec Read(ModelConfig config)
    {
        var blocks = config.Text.Sections("block_configs") ?? throw config.Text.Refuse("has no 'block_configs', which describe the layers");
        if (blocks.Count != config.LayerCount)
            throw config.Text.Refuse($"lists {blocks.Count} 'block_configs' for {config.LayerCount} layers");
        return config.Model(config.LayersOf(index => Layer(config, blocks[index])), config.TiesEmbeddings(byDefault: false));
    }

    private static LayerSpec Layer(ModelConfig config, ConfigSection block)
    {
        var attention = Attention(config, block.Section("attention"));
        var feedForward = FeedForward(config, block.Section("ffn"));
        return new(attention, feedForward) { Norms = (attention is NoAttention ? 0 : 1) + (feedForward is NoFeedForward ? 0 : 1) };
    }

    private static Attention Attention(ModelConfig config, ConfigSection? block)
    {
        if (block is null || block.Flag("no_op"))
            return new NoAttention();
        RefuseLinear(block);
        return config.Attention(Math.Max(1, config.Heads / block.Required("n_heads_in_group")), config.HeadSize);
    }

    private static FeedForward FeedForward(ModelConfig config, ConfigSection? block)
    {
        if (block is null || block.Flag("no_op"))
            return new NoFeedForward();
        RefuseLinear(block);
        var multiple = block.Number("ffn_mult") ?? throw block.Refuse("has no 'ffn_mult' in a feed-forward block");
        var width = (int)(2 * multiple * config.HiddenSize / 3);
        return width > 0
            ? new DenseFeedForward { Width = (width + WidthMultiple - 1) / WidthMultiple * WidthMultiple }
            : throw block.Refuse($"says {multiple} for 'ffn_mult', which must be positive");
    }

    private static void RefuseLinear(ConfigSection block)
    {
        if (block.Flag("replace_with_linear"))
            throw block.Refuse("replaces a block with a linear layer, which is not supported");
    }
}
