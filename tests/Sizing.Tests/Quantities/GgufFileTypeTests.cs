using Sizing.Inference;

namespace Sizing.Tests.Quantities;

public sealed class GgufFileTypeTests
{
    // ggml-org/llama.cpp, tools/quantize/README.md, Llama-3.1-8B, bits per weight.
    [Theory]
    [InlineData("IQ1_S", 2.0042)]
    [InlineData("IQ1_M", 2.1460)]
    [InlineData("IQ2_XXS", 2.3824)]
    [InlineData("IQ2_XS", 2.5882)]
    [InlineData("IQ2_S", 2.7403)]
    [InlineData("IQ2_M", 2.9294)]
    [InlineData("IQ3_XXS", 3.2548)]
    [InlineData("IQ3_XS", 3.4977)]
    [InlineData("IQ3_S", 3.6606)]
    [InlineData("IQ3_M", 3.7628)]
    [InlineData("IQ4_XS", 4.4597)]
    [InlineData("IQ4_NL", 4.6818)]
    [InlineData("Q2_K_S", 2.9697)]
    [InlineData("Q2_K", 3.1593)]
    [InlineData("Q3_K_S", 3.6429)]
    [InlineData("Q3_K_L", 4.2979)]
    [InlineData("Q4_K_S", 4.6672)]
    [InlineData("Q4_K_M", 4.8944)]
    [InlineData("Q5_K_S", 5.5704)]
    [InlineData("Q5_K_M", 5.7036)]
    [InlineData("Q6_K", 6.5633)]
    [InlineData("Q8_0", 8.5008)]
    [InlineData("F16", 16.0005)]
    public void Llama_3_1_8B_has_the_bits_per_weight_of_the_quantize_table(string type, double bits)
    {
        var model = Catalog.Model("llama-3.1-8b");
        var bytes = Weights.CheckpointBytes(model, WeightFormat.Gguf(type));
        Assert.Equal(bits, Weights.BitsPerWeight(bytes, model.Parameters.Total), 4);
    }

    // File sizes of Llama-3-70B in GiB, llama.cpp PR 6745 (dranger003); most were made with an importance matrix.
    [Theory]
    [InlineData("IQ1_S", 14.29)]
    [InlineData("IQ2_S", 20.71)]
    [InlineData("IQ3_XXS", 25.58)]
    [InlineData("IQ3_M", 29.74)]
    [InlineData("IQ4_NL", 37.30)]
    [InlineData("Q2_K", 24.56)]
    [InlineData("Q3_K_M", 31.91)]
    [InlineData("Q4_K_M", 39.60)]
    [InlineData("Q5_K_S", 45.32)]
    [InlineData("F16", 131.43)]
    public void Llama_3_70B_files_are_within_one_percent(string type, double gibibytes)
    {
        var bytes = Weights.CheckpointBytes(Catalog.Model("llama-3-70b"), WeightFormat.Gguf(type));
        Assert.InRange(bytes.InGiB / gibibytes, 0.99, 1.01);
    }
}
