using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class ModelLoadTests
{
    [Fact]
    public void A_step_of_Llama_3_8B_reads_all_weights_but_the_looked_up_embedding()
    {
        var load = ModelLoad.Of(Catalog.Model("meta-llama/Meta-Llama-3-8B"), WeightFormat.Bf16, new ServingPlan());

        // 8,030,261,248 parameters less 128,256 × 4,096 of the embedding, 2 bytes each.
        Assert.Equal((8_030_261_248 - 525_336_576) * 2.0, load.CommonBytes);
        Assert.Equal(0, load.ExpertBytes);
    }

    [Fact]
    public void A_token_of_Llama_3_8B_takes_two_operations_for_each_matrix_weight()
    {
        var load = ModelLoad.Of(Catalog.Model("meta-llama/Meta-Llama-3-8B"), WeightFormat.Bf16, new ServingPlan());

        // 65 norm vectors of 4,096 are not matrices.
        Assert.Equal((8_030_261_248 - 525_336_576 - 65 * 4_096) * 2.0, load.CommonFlops);
    }

    [Fact]
    public void A_query_of_Llama_3_8B_multiplies_keys_and_values_of_the_tokens_that_it_sees()
    {
        // 32 layers × 32 heads × 2 × (128 + 128) operations for each token seen.
        Assert.Equal(32.0 * 32 * 512 * 1000, AttentionFlops.PerQuery(Catalog.Model("meta-llama/Meta-Llama-3-8B"), 1000, cached: true));
    }

    [Fact]
    public void A_prompt_takes_half_of_the_full_square() =>
        Assert.Equal(32.0 * 32 * 512 * 1000 * 500, AttentionFlops.OfPrompt(Catalog.Model("meta-llama/Meta-Llama-3-8B"), 1000));

    // deepseek-ai/DeepSeek-V3, config.json: quant_method fp8 with weight_block_size [128, 128] in all 61 layers.
    [Theory]
    [InlineData(null, 61)]
    [InlineData("fp8-block", 61)]
    [InlineData("bf16", 0)]
    public void Layers_with_scales_of_blocks_are_counted_as_stored_too(string? format, int layers)
    {
        var model = Catalog.Model("deepseek-ai/DeepSeek-V3");

        Assert.Equal(layers, ModelLoad.Of(model, format is null ? WeightFormat.Of(model) : WeightFormat.Parse(format), new ServingPlan(8)).BlockScaledLayers);
    }

    // Mixtral-8x7B: eight tokens that each use two of eight experts reach 1 − (3/4)⁸ of them; a dense model has none.
    [Fact]
    public void Tokens_read_their_share_of_the_experts()
    {
        Assert.Equal(1 - Math.Pow(0.75, 8), ModelLoad.Of(Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), WeightFormat.Bf16, new ServingPlan()).ExpertShare(8), 12);
        Assert.Equal(0, ModelLoad.Of(Catalog.Model("meta-llama/Meta-Llama-3-8B"), WeightFormat.Bf16, new ServingPlan()).ExpertShare(8));
    }

    // DeepSeek-V3 without the layer that predicts a second token: 671,026,419,200 parameters, less the embedding.
    [Fact]
    public void Layers_that_predict_further_tokens_are_not_read()
    {
        var model = Catalog.Model("deepseek-ai/DeepSeek-V3");
        var load = ModelLoad.Of(model, WeightFormat.Bf16, new ServingPlan());

        Assert.Equal(2 * (671_026_419_200.0 - 129_280 * 7168), load.CommonBytes + load.ExpertBytes);
    }
}
