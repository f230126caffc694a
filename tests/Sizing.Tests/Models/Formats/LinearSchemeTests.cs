using Sizing.Tests.Models.Configs;
using Weights = Sizing.Inference.Weights;

namespace Sizing.Tests.Models.Formats;

/// <summary>
/// Which matrices a format takes, summed by hand for two layers of 64 channels with 2 heads of 32, the first with a dense block of 128, the second
/// with 4 experts of 32 (qwen3_moe), or both dense (qwen3); 10 tokens.
/// </summary>
public sealed class LinearSchemeTests
{
    private const string Shape = """ "hidden_size":64,"head_dim":32,"intermediate_size":128,"num_experts":4,"num_experts_per_tok":2,"moe_intermediate_size":32,"mlp_only_layers":[0] """;

    private const int Attention = 4 * 64 * 64, Dense = 3 * 64 * 128, Experts = 4 * 3 * 64 * 32;

    /// <summary>Embedding, head, three kinds of norms: in 16 bit always.</summary>
    private const int Kept = 2 * 10 * 64 + 64 + 2 * (2 * 64 + 2 * 32);

    private const int Router = 4 * 64;

    [Theory]
    // openai/gpt-oss-20b, quantization_config: experts alone; 17 bytes for 32 weights.
    [InlineData("mxfp4", "qwen3_moe", 2 * (Kept + Router + 2 * Attention + Dense) + Experts / 32 * 17)]
    [InlineData("mxfp4", "qwen3", 2 * Kept + (2 * Attention + 2 * Dense) / 32 * 17)]
    // nvidia's checkpoints of mixtures, quantization_config: attention and router ignored; 9 bytes for 16 weights and 4 for each of 3 and 4 · 3 matrices.
    [InlineData("nvfp4", "qwen3_moe", 2 * (Kept + Router + 2 * Attention) + (Dense + Experts) / 16 * 9 + (3 + 12) * 4)]
    [InlineData("nvfp4", "qwen3", 2 * Kept + (2 * Attention + 2 * Dense) / 16 * 9 + 2 * 7 * 4)]
    // vLLM, layers/quantization/fp8.py: every linear layer but the router; 4 bytes for each matrix.
    [InlineData("fp8", "qwen3_moe", 2 * (Kept + Router) + 2 * Attention + Dense + Experts + (2 * 4 + 3 + 12) * 4)]
    public void A_format_takes_the_matrices_of_its_kind(string format, string type, long bytes) =>
        Assert.Equal(new Bytes(bytes), Weights.CheckpointBytes(TinyConfig.Read(type, Shape), WeightFormat.Parse(format)));
}
