using Sizing.Planning.Warnings;

namespace Sizing.Tests.Planning;

public sealed class WarningTests
{
    /// <summary>Claims A4.1 and A4.2: 671e9 weights of 2 bytes fill 97.6 % of 16 × 80 GiB (1249.8 of 1280 GiB), and A100 has no FP8.</summary>
    [Fact]
    public void Weights_that_fit_and_leave_no_cache_are_told_apart_from_those_that_do_not()
    {
        // 141 GB over two: 65.7 of 80 GiB; a sequence of 32,768 tokens takes 32,768 · 80 · 4 · 128 · 2 · 2 B = 5 GiB of each. Of R1, 1,342 GB,
        // the second of two stages of eight has 81 GiB for each GPU.
        var two = new Serving(Catalog.Model("meta-llama/Llama-3.1-70B"), Catalog.Gpu("A100 SXM 80GB")) { Plan = new(2), Context = 32_768 };
        var sixteen = two with { Model = Catalog.Model("deepseek-ai/DeepSeek-R1"), Weights = WeightFormat.Bf16, Plan = new(8, 2), Context = 4_096 };

        Assert.All([two, sixteen], serving => Assert.False(serving.Estimate().Fits));
        Assert.Contains(ServingWarnings.Of(two.Estimate()), Tells);
        Assert.DoesNotContain(ServingWarnings.Of(sixteen.Estimate()), Tells);

        static bool Tells(string warning) => warning.Contains("they fit, but no KV cache", StringComparison.Ordinal);
    }

    /// <summary>vllm-project/vllm#946 and #1157; claims A1.26 and A4.65; NVIDIA's release notes of CUDA 13.0.</summary>
    [Theory]
    [InlineData("T4", "has no BF16")]
    [InlineData("V100 SXM 32GB", "has no BF16")]
    [InlineData("V100 SXM 32GB", "CUDA 13.0 and later build nothing for Volta")]
    [InlineData("RTX 4090", "forbids use in a data center")]
    public void A_gpu_bears_its_own_warnings(string gpu, string warning) =>
        Assert.Contains(HardwareWarnings.Of(Catalog.Gpu(gpu)), found => found.Contains(warning, StringComparison.Ordinal));

    [Theory]
    [InlineData("H100")]
    [InlineData("L40S")]
    public void A_data_center_gpu_of_today_bears_none(string gpu) => Assert.Empty(HardwareWarnings.Of(Catalog.Gpu(gpu)));

    /// <summary>Claims A4.91 to A4.93: three servers that the article recommends were built for V100.</summary>
    [Theory]
    [InlineData("Dell PowerEdge C4140")]
    [InlineData("Inspur NF5288M5")]
    [InlineData("GIGABYTE T181-G20")]
    public void Servers_of_the_article_have_reached_their_end(string system) =>
        Assert.Contains(HardwareWarnings.Of(Catalog.System(system)), warning => warning.StartsWith(system, StringComparison.Ordinal) && warning.Contains("has reached its end", StringComparison.Ordinal));

    /// <summary>allreduce.csv: four L40S reduce over PCI Express without peer access at 5.2 GB/s.</summary>
    [Fact]
    public void Tensor_ranks_over_pci_express_name_the_measured_cost()
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"), Catalog.Gpu("L40S")) { Plan = new(4), Context = 4_096, Concurrency = 8, Weights = WeightFormat.Fp8 };
        var warning = Assert.Single(ServingWarnings.Of(serving.Estimate()), found => found.Contains("PCI Express", StringComparison.Ordinal));

        Assert.Contains("the 160 all-reduces of a step over 4 ranks take", warning, StringComparison.Ordinal);
        Assert.Contains("as measured", warning, StringComparison.Ordinal);
    }

    /// <summary>config.json: 27 layers of Mamba, 25 of a feed-forward network and 4 of attention, each of which ends in one all-reduce.</summary>
    [Fact]
    public void A_layer_that_is_only_one_block_has_one_all_reduce()
    {
        var serving = new Serving(Catalog.Model("nvidia/NVIDIA-Nemotron-Nano-9B-v2"), Catalog.Gpu("L40S")) { Plan = new(2), Context = 4_096, Concurrency = 8 };

        Assert.Contains(ServingWarnings.Of(serving.Estimate()), found => found.Contains("the 56 all-reduces of a step over 2 ranks take", StringComparison.Ordinal));
    }

    /// <summary>gpu-facts: the bridge of an RTX A6000 joins two cards.</summary>
    [Fact]
    public void Four_tensor_ranks_cross_bridged_pairs()
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"), Catalog.Gpu("RTX A6000")) { Plan = new(4), Context = 4_096 };

        Assert.Contains(ServingWarnings.Of(serving.Estimate(), Catalog.System("Workstation 4x RTX A6000")), found => found.Contains("in pairs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_context_beyond_the_models_own_is_named()
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-2-13b-hf"), Catalog.Gpu("H100")) { Context = 8_192 };

        Assert.Contains(ServingWarnings.Of(serving.Estimate()), found => found.Contains("was made for 4,096 tokens", StringComparison.Ordinal));
    }

    [Fact]
    public void Different_gpus_under_one_model_wait_for_the_slowest()
    {
        var warning = HardwareWarnings.OfMixture([GpuGroup.Parse("1x RTX 3090"), GpuGroup.Parse("2x RTX 4090")]);

        Assert.Contains("the pace of the slowest", warning, StringComparison.Ordinal);
        Assert.Null(HardwareWarnings.OfMixture([GpuGroup.Parse("2x RTX 4090")]));
    }

    /// <summary>prices.csv: a V100's used price is of 2025 and an A100 40GB's of 2023; H100 has prices of 2026.</summary>
    [Fact]
    public void A_price_older_than_a_year_is_named_with_its_date()
    {
        Assert.Contains("is of 2023", HardwareWarnings.OfPrices(Catalog.Gpu("A100 SXM 40GB"), PriceKind.Purchase), StringComparison.Ordinal);
        Assert.Null(HardwareWarnings.OfPrices(Catalog.Gpu("H100"), PriceKind.Purchase));
    }

    [Fact]
    public void Sequences_beyond_the_models_own_are_named_in_training() =>
        Assert.Contains(TrainingWarnings.Of(new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100")) { Sequence = 8_192 }), found => found.Contains("4,096 tokens", StringComparison.Ordinal));

    /// <summary>prices.csv: the rent of a GH200 ($1.49, Lambda) is marked unverified, that of an L40S is not.</summary>
    [Fact]
    public void A_first_place_by_an_unverified_price_is_said_with_the_first_by_attested_prices()
    {
        var question = new ServingQuestion(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct")) { Context = 4_096 };
        GpuSpec[] gpus = [Catalog.Gpu("GH200 96GB"), Catalog.Gpu("H100 SXM 80GB")];

        var warning = Assert.Single(question.Plan(gpus).Warnings(), each => each.Contains("unverified", StringComparison.Ordinal));
        Assert.Contains("GH200 96GB, $1.49 per gpu-hour", warning, StringComparison.Ordinal);
        Assert.Contains("By attested prices the first is", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(question.Plan([gpus[1]]).Warnings(), each => each.Contains("unverified", StringComparison.Ordinal));
        Assert.DoesNotContain((question with { Prices = new() { RentPerGpuHour = 2 } }).Plan(gpus).Warnings(), each => each.Contains("unverified", StringComparison.Ordinal));
    }

    [Fact]
    public void A_training_run_beyond_learned_positions_or_with_an_adapter_that_spares_nothing_is_warned_about()
    {
        TrainingRun run = new(Catalog.Model("gpt2"), Catalog.Gpu("H100")) { Sequence = 4_096, Adapter = new(1_024), Optimizer = Optimizer.GaLore(16) };
        var found = TrainingWarnings.Of(run);

        Assert.Contains(found, warning => warning.Contains("learned positions for 1,024 tokens", StringComparison.Ordinal));
        Assert.Contains(found, warning => warning.Contains("larger than the matrices of 768 channels", StringComparison.Ordinal));
        Assert.Contains(found, warning => warning.Contains("low-rank already", StringComparison.Ordinal));
    }
}
