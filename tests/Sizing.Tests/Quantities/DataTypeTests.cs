namespace Sizing.Tests.Quantities;

public sealed class DataTypeTests
{
    // Bits per element: llama.cpp ggml-common.h block sizes; NVFP4 4 bits + one FP8 scale per 16.
    [Theory]
    [InlineData("fp32", 32)]
    [InlineData("bfloat16", 16)]
    [InlineData("FP16", 16)]
    [InlineData("fp8_e4m3", 8)]
    [InlineData("int8", 8)]
    [InlineData("int4", 4)]
    [InlineData("nvfp4", 4.5)]
    [InlineData("q8_0", 8.5)]
    [InlineData("q5_1", 6)]
    [InlineData("q5_0", 5.5)]
    [InlineData("q4_1", 5)]
    [InlineData("q4_0", 4.5)]
    public void A_data_type_is_found_by_the_names_people_type(string name, double bits) =>
        Assert.Equal(bits, DataType.Parse(name).BitsPerElement);

    [Fact]
    public void The_last_block_is_counted_whole() => Assert.Equal(new Bytes(2 * 34), DataType.Q8_0.BytesOf(33));

    [Fact]
    public void An_unknown_data_type_is_refused_with_the_known_ones() =>
        Assert.Contains("bf16", Assert.Throws<SizingException>(() => DataType.Parse("bf17")).Message, StringComparison.Ordinal);
}
