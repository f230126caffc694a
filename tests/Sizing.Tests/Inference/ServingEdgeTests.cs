namespace Sizing.Tests.Inference;

/// <summary>Where a verdict turns, and what is just accepted.</summary>
public sealed class ServingEdgeTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100")) { Context = 8_192 };

    /// <summary>A GPU of 20 GiB of which logs say that 15 are weights, 2 activations and 1 the driver's: 2 GiB are two sequences of 1 GiB.</summary>
    private static readonly Serving Full = Llama with
    {
        Engine = ServingEngine.Parse("vllm@0.19.0"),
        Utilization = 1,
        Concurrency = 2,
        Measured = new() { Usable = Bytes.FromGiB(20), Weights = Bytes.FromGiB(15), Activations = Bytes.FromGiB(2), NonTorch = Bytes.FromGiB(1) },
    };

    [Fact]
    public void What_fits_to_the_byte_fits()
    {
        Assert.Equal(Bytes.Zero, Full.Estimate().RoomLeft);
        Assert.Null(Full.Estimate().WhyNot);
        Assert.Contains("not 3", (Full with { Concurrency = 3 }).Estimate().WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sequence_is_enough_and_no_pool_is_not()
    {
        var one = Full with { Concurrency = 1, Measured = Full.Measured with { Weights = Bytes.FromGiB(16) } };

        Assert.Equal(1, one.Estimate().MaxConcurrency);
        Assert.Null(one.Estimate().WhyNot);
        Assert.EndsWith("nothing is left for the KV cache.", (Full with { Measured = Full.Measured with { Weights = Bytes.FromGiB(17) } }).Estimate().WhyNot, StringComparison.Ordinal);
    }

    public static TheoryData<Serving> Accepted => new()
    {
        { Llama with { Utilization = 1 } },
        { Llama with { Input = 8_000, Output = 192 } },
        { Llama with { Input = 1_000, PrefixHit = 1 } },
        { Llama with { Prices = new() { Pue = 1, BusyShare = 1, RentPerGpuHour = 2 } } },
        { Llama with { Load = new() { QueueLoad = 1 } } },
        { Llama with { Load = new() { QueueLoad = 0.5 } } },
        { Llama with { System = Catalog.System("DGX H100") } },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Settings_at_the_edge_of_their_range_are_accepted(Serving serving) => Assert.True(serving.Estimate().Fits);

    [Fact]
    public void Weights_that_the_engine_has_no_kernel_for_do_not_fit() =>
        Assert.StartsWith("trtllm 1.0.0 does not load weights in fp8", (Llama with { Gpu = Catalog.Gpu("A100 SXM 80GB"), Engine = ServingEngine.Parse("trtllm@1.0"), Weights = WeightFormat.Fp8 }).Estimate().WhyNot, StringComparison.Ordinal);

    [Fact]
    public void A_cache_in_a_type_that_the_gpu_only_stores_is_said_to_be_unpacked()
    {
        var serving = Llama with { Gpu = Catalog.Gpu("A100 SXM 80GB"), KvCache = DataType.Fp8 };

        Assert.Contains(serving.Estimate().Warnings, Unpacked);
        Assert.DoesNotContain((serving with { KvCache = null }).Estimate().Warnings, Unpacked);
        Assert.DoesNotContain((serving with { Gpu = Catalog.Gpu("T4"), KvCache = null }).Estimate().Warnings, Unpacked);

        static bool Unpacked(string warning) => warning.StartsWith("The KV cache is stored as", StringComparison.Ordinal);
    }

    [Fact]
    public void Instances_of_a_cut_gpu_are_replicas()
    {
        var half = Llama with { Gpu = Catalog.MigProfiles(Catalog.Gpu("H100")).Single(profile => profile.Name == "3g.40gb").ToGpu() };

        Assert.Equal(new(), half.Estimate().Setup.Plan);
        Assert.Equal(new(Data: 2), (half with { Gpus = 2 }).Estimate().Setup.Plan);
        Assert.Equal(new(Data: 3), (half with { Plan = new(Data: 3) }).Estimate().Setup.Plan);
        var mixture = half with { Model = Catalog.Model("Qwen/Qwen3-30B-A3B") };
        Assert.All(
            [half with { Plan = new(2) }, half with { Plan = new(Pipeline: 2) }, half with { Plan = new(2, 2) }, mixture with { Plan = new(2, Expert: 2) }],
            serving => Assert.EndsWith("ask for replicas (DP) alone.", Assert.Throws<SizingException>(serving.Estimate).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("meta-llama/Llama-2-7b-hf", "fp16")]
    [InlineData("meta-llama/Llama-3.1-8B", "bf16")]
    [InlineData("google/gemma-2-9b", "bf16")] // stored in fp32
    public void A_model_is_computed_in_the_type_of_its_files_or_in_bf16(string model, string type) =>
        Assert.Equal(type, (Llama with { Model = Catalog.Model(model), Context = 2_048 }).Estimate().Setup.Activation.Name);
}
