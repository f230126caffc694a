namespace Sizing.Tests.Training;

/// <summary>Bytes of state for a hidden matrix of 4096 × 11008 = 45,088,768 elements, worked out by hand from each optimizer's definition.</summary>
public sealed class OptimizerTests
{
    private const long Elements = 45_088_768;

    private static readonly StateShape Matrix = new(4096, 11_008, 1, IsHidden: true);

    [Theory]
    [InlineData("adamw", 8 * Elements)]
    [InlineData("lamb", 8 * Elements)]
    [InlineData("sgd", 0)]
    [InlineData("sgd-momentum", 4 * Elements)]
    [InlineData("adagrad", 4 * Elements)]
    [InlineData("rmsprop", 4 * Elements)]
    [InlineData("lion", 4 * Elements)]
    [InlineData("ademamix", 12 * Elements)]
    [InlineData("muon", 4 * Elements)]
    [InlineData("lomo", 0)]
    [InlineData("adafactor", 4 * (4096 + 11_008))]
    [InlineData("adamw-8bit", 2 * (Elements + 4 * Elements / 256))]
    public void States_follow_from_the_definition(string name, long bytes) =>
        Assert.Equal(bytes, Optimizer.Parse(name).StateOf(Matrix, DataType.Fp32).Count);

    [Fact]
    public void Galore_keeps_projector_and_projected_moments_and_apollo_the_moments_alone()
    {
        // Table 1: m·r + 2·n·r elements, here in BF16.
        Assert.Equal(2 * (4096 * 128 + 2 * 11_008 * 128), Optimizer.GaLore(128).StateOf(Matrix, DataType.Bf16).Count);
        Assert.Equal(2 * 2 * 11_008 * 128, Optimizer.Apollo(128).StateOf(Matrix, DataType.Bf16).Count);
    }

    [Fact]
    public void Small_tensors_of_an_8_bit_optimizer_stay_fp32() =>
        Assert.Equal(8 * 4095, Optimizer.AdamW8Bit.StateOf(new(4095, 1, 1, IsHidden: false), DataType.Fp32).Count);

    [Fact]
    public void Muon_treats_embeddings_as_adam_does() =>
        Assert.Equal(8 * 32_000 * 4096, Optimizer.Muon.StateOf(new(32_000, 4096, 1, IsHidden: false), DataType.Fp32).Count);

    [Fact]
    public void Galore_without_a_rank_is_refused() => Assert.Throws<SizingException>(() => Optimizer.Parse("galore-adamw"));
}
