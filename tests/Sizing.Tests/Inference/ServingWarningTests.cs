namespace Sizing.Tests.Inference;

public sealed class ServingWarningTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100")) { Context = 8_192, Concurrency = 4 };

    [Fact]
    public void A_plain_question_has_none() => Assert.Empty(Llama.Estimate().Warnings);

    [Fact]
    public void Memory_of_the_host_holds_tokens_among_them_copies_of_those_on_the_gpus()
    {
        // 8 GiB in blocks of 16 tokens of 131,072 B: 65,536 tokens.
        var estimate = (Llama with { KvOffload = Bytes.FromGiB(8) }).Estimate();

        Assert.Equal(65_536, estimate.Kv.OffloadedTokens);
        Assert.Contains("65,536 tokens of KV cache, copies of those on the GPUs among them", Assert.Single(estimate.Warnings), StringComparison.Ordinal);
    }

    // An RTX A6000: 47.54 GiB seen without ECC, 44.54 GiB with it; 0.8 of the rest is 0.8 · 44.54 / 47.54 of all.
    [Fact]
    public void What_others_hold_is_not_the_engines()
    {
        var serving = Llama with { Gpu = Catalog.Gpu("RTX A6000"), Concurrency = 1, Utilization = 0.8 };
        var held = (serving with { HeldMemory = Bytes.FromGiB(3) }).Estimate();

        Assert.Equal(Bytes.FromGiB(3), serving.Estimate().Usable - held.Usable);
        Assert.Equal(0.8 * 44.54, held.Budget.InGiB, 0.001);
        Assert.Contains("--gpu-memory-utilization 0.750", Assert.Single(held.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(48)]
    public void Others_cannot_hold_more_than_there_is(double gibibytes) =>
        Assert.Contains("Others hold", Assert.Throws<SizingException>((Llama with { Gpu = Catalog.Gpu("RTX A6000"), HeldMemory = Bytes.FromGiB(gibibytes) }).Estimate).Message, StringComparison.Ordinal);

    // The config.json of each: kv_cache_scheme of 8 bits, kv_cache_quant_algo FP8; vLLM and TensorRT-LLM follow them, SGLang and llama.cpp were not seen to.
    [Theory]
    [InlineData("nvidia/Kimi-K2.5-NVFP4", "vllm", null, true)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "trtllm", null, true)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "vllm", "fp8", false)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "vllm", "bf16", false)]
    [InlineData("nvidia/Llama-3.1-8B-Instruct-FP8", "sglang", null, false)]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-fp8-dynamic", "vllm", null, false)]
    public void A_cache_that_the_files_of_a_model_ask_for_is_named(string model, string engine, string? cache, bool named)
    {
        var serving = Llama with { Model = Catalog.Model(model), Gpu = Catalog.Gpu("B200"), Engine = ServingEngine.Parse(engine), Plan = new(8), KvCache = cache is null ? null : DataType.Parse(cache) };

        Assert.Equal(named, serving.Estimate().Warnings.Any(warning => warning.Contains("ask for a KV cache in fp8", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_model_without_a_cache_has_nothing_to_offload() =>
        Assert.Equal(0, (Llama with { Model = Catalog.Model("google-bert/bert-base-uncased"), Context = 512, KvOffload = Bytes.FromGiB(8) }).Estimate().Kv.OffloadedTokens);

    [Fact]
    public void More_sequences_than_a_step_takes_wait()
    {
        Assert.Contains("at most 2 sequences", Assert.Single((Llama with { MaxSequences = 2 }).Estimate().Warnings), StringComparison.Ordinal);
        Assert.Empty((Llama with { MaxSequences = 4 }).Estimate().Warnings);
    }

    [Fact]
    public void Replicas_share_the_sequences()
    {
        // 9 sequences over 4 replicas: 3 in the fullest.
        var serving = Llama with { Concurrency = 9, Plan = new(Data: 4) };

        Assert.Empty((serving with { MaxSequences = 3 }).Estimate().Warnings);
        Assert.NotEmpty((serving with { MaxSequences = 2 }).Estimate().Warnings);
        Assert.Equal(Bytes.FromGiB(3), new(serving.Estimate().Kv.Requested.Value.Whole));
    }

    [Fact]
    public void A_gpu_without_memory_of_its_own_shares_it() =>
        Assert.Contains((Llama with { Gpu = Catalog.Gpu("GB10") }).Estimate().Warnings, warning => warning.Contains("shares its memory", StringComparison.Ordinal));

    [Fact]
    public void A_verdict_inside_the_range_of_the_pool_is_called_close()
    {
        // Sequences of one block, 16 tokens of 131,072 B: 2 MiB each. The log is lower by at most 0.20 GiB in nine of ten runs of a
        // large device (data/engines/vllm.csv).
        var blocks = Llama with { Context = 16 };
        var whole = (int)(blocks.Estimate().KvPool.InMiB / 2);

        Assert.Contains((blocks with { Concurrency = whole - 50 }).Estimate().Warnings, Close);
        Assert.DoesNotContain((blocks with { Concurrency = whole - 200 }).Estimate().Warnings, Close);
        Assert.Contains((blocks with { Concurrency = whole + 20 }).Estimate().Warnings, Close);
        Assert.DoesNotContain((blocks with { Concurrency = whole + 50 }).Estimate().Warnings, Close);

        static bool Close(string warning) => warning.StartsWith("The verdict is close", StringComparison.Ordinal);
    }

    [Fact]
    public void The_pool_lies_between_the_margins_that_the_data_names()
    {
        var large = Llama.Estimate().Kv.PoolBand;
        var small = (Llama with { Gpu = Catalog.Gpu("RTX 4090"), Context = 1_024 }).Estimate();

        // data/engines/vllm.csv: −0.20 and +0.05 GiB on devices of at least 70 GiB, −0.60 and +0.30 GiB on smaller ones.
        Assert.Equal(0.25, (large.High - large.Low).InGiB, 1e-6);
        Assert.Equal(0.60, (small.KvPool - small.Kv.PoolBand.Low).InGiB, 1e-6);
        Assert.Equal(0.30, (small.Kv.PoolBand.High - small.KvPool).InGiB, 1e-6);
    }

    [Fact]
    public void A_logged_pool_has_no_margin()
    {
        var band = (Llama with { Measured = new() { KvPool = Bytes.FromGiB(50) } }).Estimate().Kv.PoolBand;

        Assert.Equal(new(Bytes.FromGiB(50), Bytes.FromGiB(50)), band);
    }

    [Fact]
    public void What_does_not_fit_says_what_is_missing()
    {
        var whole = (Llama with { Gpu = Catalog.Gpu("RTX 4080") }).Estimate();
        var many = (Llama with { Concurrency = 100 }).Estimate();
        var longest = (Llama with { Gpu = Catalog.Gpu("RTX 4090"), Context = 131_072, Concurrency = 1 }).Estimate();

        Assert.EndsWith("nothing is left for the KV cache.", whole.WhyNot, StringComparison.Ordinal);
        Assert.Contains($"take {whole.Weights + whole.Activations + whole.Overhead} of the {whole.Budget}", whole.WhyNot, StringComparison.Ordinal);
        Assert.EndsWith("sequences of 8,192 tokens, not 100.", many.WhyNot, StringComparison.Ordinal);
        Assert.EndsWith("less than one sequence of 131,072.", longest.WhyNot, StringComparison.Ordinal);
        Assert.All([whole, many, longest], estimate => Assert.False(estimate.Fits));
    }
}
