using Sizing.Explain;
using Sizing.Inference;
using Sizing.Models;

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
        Assert.Equal([40, 128, 128, 2], layers.From!.Inputs.Select(input => input.Value.Value));
    }

    [Fact]
    public void One_layer_of_a_kind_is_named_as_one()
    {
        // Llama-2-7B with one layer less heads: 31 layers of 2 · 4096 channels and one of 2 · 2048.
        var model = Catalog.Model("meta-llama/Llama-2-7b-hf");
        var half = model.Layers[0] with { Attention = (GroupedQueryAttention)model.Layers[0].Attention with { KeyValueHeads = 16 } };

        var inputs = MemoryTerms.OfToken(model with { Layers = [half, .. model.Layers.Skip(1)] }, DataType.Fp16).Inputs;

        Assert.Equal([("1 ×", "layer of this kind", 8_192), ("31 ×", "layers of this kind", 16_384)], inputs.Select(input => (input.Symbol, input.Meaning, input.Value.Whole)));
    }

    [Fact]
    public void Weights_are_those_of_the_text_model() => // the files of Qwen2.5-7B, which Qwen2.5-VL-7B has beside its encoder: 7,615,616,512 parameters of 2 B
        Assert.Equal(15_231_233_024, MemoryTerms.OfWeights(Catalog.Model("Qwen/Qwen2.5-VL-7B-Instruct"), WeightFormat.Bf16).Value.Whole);

    [Fact]
    public void Ten_sequences_of_8192_tokens_of_Llama_2_13B_take_62_5_GiB() =>
        Assert.Equal(
            Bytes.FromGiB(62.5).Count,
            MemoryTerms.OfKvCache(Catalog.Model("meta-llama/Llama-2-13b-hf"), context: 8192, sequences: 10, DataType.Fp16).Value.Whole);
}
