using Sizing.Inference;

namespace Sizing.Tests.Models;

public sealed class ModelSpecTests
{
    [Theory]
    [InlineData("llama-3-8b", 8_030_261_248)]
    [InlineData("meta-llama/Llama-2-13b-hf", 13_015_864_320)]
    [InlineData("Qwen/Qwen3-0.6B", 596_049_920)]
    public void The_parameters_are_those_of_the_checkpoint(string model, long parameters) =>
        Assert.Equal(parameters, Catalog.Model(model).Parameters.Total);

    [Theory]
    [InlineData("llama-3-8b", 131_072)] // 2 * 32 layers * 8 heads * 128 channels * 2 B
    [InlineData("llama-2-13b", 819_200)] // 2 * 40 layers * 40 heads * 128 channels * 2 B
    public void A_token_takes_the_bytes_of_its_keys_and_values(string model, long bytes) =>
        Assert.Equal(new Bytes(bytes), KvCache.BytesPerToken(Catalog.Model(model), DataType.Bf16));

    [Fact]
    public void Parameters_without_embedding_are_those_on_the_card_of_Qwen3_8B() =>
        Assert.Equal(6.95e9, Catalog.Model("Qwen3-8B").Parameters.NonEmbedding, 5e6);
}
