using Sizing.Inference;

namespace Sizing.Tests.Quantities;

public sealed class WeightFormatTests
{
    [Theory]
    [InlineData("fp32", 32_121_044_992)] // 8,030,261,248 parameters × 4
    [InlineData("bf16", 16_060_522_496)] // × 2
    [InlineData("fp16", 16_060_522_496)]
    public void Llama_3_8B_takes_the_bytes_of_its_parameters(string format, long bytes) =>
        Assert.Equal(new Bytes(bytes), Weights.CheckpointBytes(Catalog.Model("llama-3-8b"), WeightFormat.Parse(format)));

    // 32 layers × 218,103,808 = 6,979,321,856 weights in 224 matrices of linear layers; the other 1,050,939,392 stay in 16 bit.
    // Output rows of a layer: 4096 + 2 · 1024 + 4096 + 2 · 14336 + 4096 = 43,008; scales and zero points as the formats state.
    [Theory]
    [InlineData("fp8", 9_081_200_640 + (224 * 4))]
    [InlineData("fp8-channel", 9_081_200_640 + (32 * 43_008 * 4))]
    [InlineData("fp8-block", 9_081_200_640 + (6_979_321_856 / 16_384 * 4))]
    [InlineData("int8-w8a8", 9_081_200_640 + (32 * 43_008 * 4))]
    [InlineData("compressed-tensors-int4-g128", 2_101_878_784 + (6_979_321_856 / 2) + (6_979_321_856 / 128 * 2))]
    [InlineData("gptq-int4-g128", 2_101_878_784 + (6_979_321_856 / 2) + (6_979_321_856 / 128 * 5 / 2))]
    [InlineData("awq", 2_101_878_784 + (6_979_321_856 / 2) + (6_979_321_856 / 128 * 5 / 2))]
    [InlineData("nf4", 2_101_878_784 + (6_979_321_856 / 2) + (6_979_321_856 / 64 * 4))]
    [InlineData("nf4-dq", 2_101_878_784 + (6_979_321_856 / 2) + (6_979_321_856 / 64) + (6_979_321_856 / 16_384 * 4))]
    [InlineData("mxfp4", 2_101_878_784 + (6_979_321_856 / 32 * 17))]
    [InlineData("nvfp4", 2_101_878_784 + (6_979_321_856 / 16 * 9) + (224 * 4))]
    public void Quantized_formats_store_linear_layers_with_their_scales_and_the_rest_in_16_bit(string format, long bytes) =>
        Assert.Equal(new Bytes(bytes), Weights.CheckpointBytes(Catalog.Model("llama-3-8b"), WeightFormat.Parse(format)));

    [Theory]
    [InlineData("Q4_K_M", "gguf:Q4_K_M")]
    [InlineData("gguf:iq4_xs", "gguf:IQ4_XS")]
    [InlineData("q8_0", "gguf:Q8_0")]
    [InlineData("gptq", "gptq-int4-g128")]
    [InlineData("GPTQ-int8-g32-actorder", "gptq-int8-g32-actorder")]
    [InlineData("awq-int4", "awq-int4-g128")]
    [InlineData("w4a16-g64", "gptq-int4-g64")]
    [InlineData("W8A8", "int8")]
    [InlineData("bfloat16", "bf16")]
    [InlineData("fp8-dynamic", "fp8-channel")]
    public void A_format_is_found_by_the_names_people_type(string typed, string name) =>
        Assert.Equal(name, WeightFormat.Parse(typed).Name);

    /// <summary>GPTQ: 4 bits, a scale of 16 and a zero point of 4 for 128 weights.</summary>
    [Fact]
    public void Integers_of_four_bits_have_a_scale_and_a_zero_point_a_group() =>
        Assert.Equal(new Bytes(2_101_878_784 + (6_979_321_856 / 128 * (4 * 128 + 16 + 4) / 8)), Weights.CheckpointBytes(Catalog.Model("llama-3-8b"), WeightFormat.Int4));

    [Fact]
    public void Formats_are_equal_where_their_names_are()
    {
        Assert.Equal(WeightFormat.Gptq(4, 64), WeightFormat.Parse("w4a16-g64"));
        Assert.Equal(WeightFormat.Gptq(4, 64).GetHashCode(), WeightFormat.Parse("w4a16-g64").GetHashCode());
        Assert.NotEqual(WeightFormat.Gptq(4, 64), WeightFormat.Gptq(4, 128));
        Assert.False(WeightFormat.Nf4 == WeightFormat.Nf4DoubleQuantized);
        Assert.False(WeightFormat.Nf4.Equals(null));
    }

    [Fact]
    public void An_unknown_format_is_refused_with_the_known_ones() =>
        Assert.Contains("gptq-int4-g128", Assert.Throws<SizingException>(() => WeightFormat.Parse("int5x")).Message, StringComparison.Ordinal);
}
