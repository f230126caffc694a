using Sizing.Explain;
using Sizing.Inference;

namespace Sizing.Tests.Inference;

public sealed class MemoryTermsTests
{
    [Fact]
    public void The_parts_of_Llama_3_8B_in_BF16_add_up_to_its_checkpoint() =>
        Assert.Equal(16_060_522_496, MemoryTerms.OfWeights(Catalog.Model("meta-llama/Meta-Llama-3-8B"), WeightFormat.Bf16).Value.Whole);

    [Fact]
    public void A_token_of_Llama_2_13B_keeps_40_layers_of_2_times_5120_channels_of_2_bytes()
    {
        var token = MemoryTerms.OfToken(Catalog.Model("meta-llama/Llama-2-13b-hf"), DataType.Fp16);

        Assert.Equal(Amount.Exact(819_200, Unit.BytesPerToken), token.Value);
        var layers = Assert.Single(token.Inputs);
        Assert.Equal("40 ×", layers.Symbol);
        Assert.Equal(20_480, layers.Value.Whole);
    }

    [Fact]
    public void Ten_sequences_of_8192_tokens_of_Llama_2_13B_take_62_5_GiB() =>
        Assert.Equal(
            Bytes.FromGiB(62.5).Count,
            MemoryTerms.OfKvCache(Catalog.Model("meta-llama/Llama-2-13b-hf"), context: 8192, sequences: 10, DataType.Fp16).Value.Whole);
}
