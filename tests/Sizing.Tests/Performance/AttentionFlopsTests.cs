using Sizing.Models;
using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Operations of attention by hand, from the papers' shapes.</summary>
public sealed class AttentionFlopsTests
{
    // DeepSeek-V2-Lite: 27 layers of 16 heads. Decoding multiplies with the latent of 512 (twice) and rotary keys of 64; a prompt with keys of 128 + 64 and values of 128.
    [Theory]
    [InlineData(true, 2 * 512 + 64)]
    [InlineData(false, 128 + 64 + 128)]
    public void Latent_attention_multiplies_with_the_latent_or_with_expanded_heads(bool cached, int channels) =>
        Assert.Equal(27 * 2.0 * 16 * channels * 1000, AttentionFlops.PerQuery(Catalog.Model("deepseek-ai/DeepSeek-V2-Lite"), 1000, cached));

    // Each of 1,000 tokens sees half of them on average, with expanded heads.
    [Fact]
    public void A_prompt_expands_the_heads_of_latent_attention() =>
        Assert.Equal(27 * 2.0 * 16 * (128 + 64 + 128) * 1000 * 500, AttentionFlops.OfPrompt(Catalog.Model("deepseek-ai/DeepSeek-V2-Lite"), 1000));

    // DeepSeek-V3.2: 61 layers of 128 heads read 2,048 tokens at most, which an indexer of 64 heads of 128 chooses from all of them.
    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(10_000, 2048)]
    public void Sparse_attention_scores_all_tokens_and_reads_the_best(double seen, double read) =>
        Assert.Equal(61 * (2.0 * 128 * (2 * 512 + 64) * read + 2.0 * 64 * 128 * seen), AttentionFlops.PerQuery(Catalog.Model("deepseek-ai/DeepSeek-V3.2"), seen, cached: true));

    // gpt-oss-120b: 64 heads of 64; every other one of 36 layers sees 128 tokens at most.
    [Theory]
    [InlineData(100, 36 * 100)]
    [InlineData(1000, 18 * 128 + 18 * 1000)]
    public void A_window_caps_what_a_query_sees(double seen, double all) =>
        Assert.Equal(2.0 * 64 * (64 + 64) * all, AttentionFlops.PerQuery(Catalog.Model("openai/gpt-oss-120b"), seen, cached: true));

    // DeepSeek-V4-Flash: 43 layers of 64 heads of 512 see a window of 128. 21 of them also an entry for every 4 tokens, of which an indexer of
    // 64 heads of 128 takes 512; 20 all entries for every 128 tokens; two nothing else.
    [Theory]
    [InlineData(1000, 128, 250)]
    [InlineData(100_000, 128, 512)]
    [InlineData(64, 64, 16)]
    public void Compressed_attention_reads_a_window_and_entries(double seen, double window, double chosen) =>
        Assert.Equal(
            4.0 * 64 * 512 * (43 * window + 21 * chosen + 20 * seen / 128) + 21 * 2.0 * 64 * 128 * seen / 4,
            AttentionFlops.PerQuery(Catalog.Model("deepseek-ai/DeepSeek-V4-Flash"), seen, cached: true), 1e-3);

    [Fact]
    public void Parallel_mixers_add_up()
    {
        var model = Catalog.Model("meta-llama/Meta-Llama-3-8B");
        var doubled = model with { Layers = [.. model.Layers.Select(layer => layer with { Attention = new ParallelMixers(layer.Attention, layer.Attention) })] };

        Assert.Equal(2 * 32.0 * 32 * 512 * 1000, AttentionFlops.PerQuery(doubled, 1000, cached: true));
    }
}
