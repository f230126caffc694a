using Sizing.Tests.Models;
using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>
/// By hand from the rules of c10/cuda/CUDACachingAllocator.cpp: above 1 MiB a tensor takes the smallest free block that holds it; without one, a
/// segment of 20 MiB below 10 MiB, else its size in steps of 2 MiB; more than 1 MiB that is left is split off.
/// </summary>
public sealed class LoadedBlocksTests
{
    private const long Mebibyte = 1 << 20;

    private const string Santacoder = """{"model_type": "gpt_bigcode", "n_embd": 2048, "n_head": 16, "n_layer": 24, "n_inner": 8192, "n_positions": 2048, "vocab_size": 49280, "multi_query": true}""";

    [Theory]
    [InlineData(21.5, 1, 0.5)]
    [InlineData(192.5, 1, 0)]
    [InlineData(3.25, 5, 0)]
    [InlineData(3.25, 6, 0.5)]
    [InlineData(3.25, 7, 0.5)]
    [InlineData(1, 40, 0)]
    [InlineData(2.25, 8, 0)]
    public void Ends_of_at_most_1_MiB_stay_with_the_tensor(double mebibytes, int tensors, double unsplit) =>
        Assert.Equal(Mebibytes(unsplit), LoadedBlocks.Unsplit(Enumerable.Repeat(new LoadedTensor(Mebibytes(mebibytes)), tensors)));

    /// <summary>8 and 2 MiB of a segment of 20; the 8 are free again and hold 7.5, where otherwise 7.5 come off the 10 that are left.</summary>
    [Theory]
    [InlineData(8, 0.5)]
    [InlineData(0, 0)]
    public void A_tensor_takes_the_room_that_a_matrix_read_before_it_leaves(double read, double unsplit) =>
        Assert.Equal(Mebibytes(unsplit), LoadedBlocks.Unsplit([new(Mebibytes(2)) { Read = Mebibytes(read) }, new(Mebibytes(7.5))]));

    /// <summary>4, 1.5, 2 and 1.25 MiB of a segment; 5.5 are free again together and hold 4.75, as neither 4 nor 1.5 would.</summary>
    [Fact]
    public void Free_neighbours_are_one_block() =>
        Assert.Equal(
            Mebibytes(0.75),
            LoadedBlocks.Unsplit([new(Mebibytes(2)) { Read = Mebibytes(4), WholeScales = Mebibytes(1.5), Scales = Mebibytes(1.25) }, new(Mebibytes(4.75))]));

    /// <summary>The 86 MiB of a matrix of 4,096 by 11,008 are 21.5 in NF4, of which some blocks are 22: up to half a MiB for each of 96.</summary>
    [Fact]
    public void Llama_2_in_nf4_has_ends_and_Mistral_whose_matrices_are_whole_mebibytes_has_none()
    {
        Assert.InRange(Ends("meta-llama/Llama-2-7b-hf"), 1, 48 * Mebibyte);
        Assert.Equal(0, Ends("mistralai/Mistral-7B-v0.1"));
    }

    /// <summary>
    /// foundation-model-stack/fms-acceleration scripts/benchmarks/refs/a100_80gb.csv: 24 layers of 2.25, 2, 8 and 8 MiB in NF4, one sequence a GPU of four:
    /// 810,277,376 bytes between steps, 34 MiB more than its tensors, 4 of them the model's causal mask.
    /// </summary>
    [Fact]
    public void Santacoder_in_nf4_has_most_of_the_30_MiB_that_were_measured_beyond_its_tensors()
    {
        Assert.InRange(Ends(HostileConfigTests.Read(Santacoder)), 27 * Mebibyte, 30 * Mebibyte);
    }

    /// <summary>
    /// One layer of santacoder, 9, 8, 32 and 32 MiB in 16 bit, then tables of 192.5 and 8. In NF4 2 take 8.75 that 2.25 leave, and 8 the same
    /// again with 0.75 to spare; in INT8 the second matrix is read into the 9 of the first, and the table of positions takes them, 1 to spare.
    /// GPTQ is read as it is stored: 2.25, 2 and 8 of a segment of 20, 8 of the next, and nothing is left unsplit.
    /// </summary>
    [Theory]
    [InlineData("nf4", 0.75)]
    [InlineData("nf4-dq", 0.75)]
    [InlineData("int8", 1)]
    [InlineData("gptq-int4-g128", 0)]
    public void Formats_that_are_made_on_the_gpu_read_16_bits_first(string format, double unsplit) =>
        Assert.Equal(Mebibytes(unsplit).Count, Ends(HostileConfigTests.Read(Santacoder.Replace("\"n_layer\": 24", "\"n_layer\": 1", StringComparison.Ordinal)), WeightFormat.Parse(format)));

    /// <summary>Weights in host memory, or divided over ranks, are no tensors of a file on the GPU.</summary>
    [Fact]
    public void Weights_that_are_not_whole_on_the_gpu_have_no_ends()
    {
        var model = HostileConfigTests.Read(Santacoder);
        var whole = Ends(model);
        Assert.Equal(0, Ends(model, plan: new() { OffloadWeights = true, Sharding = StateSharding.Weights }));
        Assert.Equal(0, Ends(model, plan: new() { Data = 2, Sharding = StateSharding.Weights }));
        Assert.Equal(whole, Ends(model, plan: new() { Sharding = StateSharding.Weights }));
        Assert.Equal(whole, Ends(model, plan: new() { Data = 2 }));
    }

    private static long Ends(string model) => Ends(Catalog.Model(model));

    private static long Ends(ModelSpec model, WeightFormat? format = null, TrainingPlan? plan = null)
    {
        TrainingRun run = new(model, Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(16), Base = format ?? WeightFormat.Nf4DoubleQuantized, Plan = plan ?? new() };
        return run.Estimate().Memory.Steady.Children.Where(term => term.Name.StartsWith("Ends of blocks", StringComparison.Ordinal)).Sum(term => term.Value.Whole);
    }

    private static Bytes Mebibytes(double count) => new((long)(count * Mebibyte));
}
