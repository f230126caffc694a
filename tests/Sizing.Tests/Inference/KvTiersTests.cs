namespace Sizing.Tests.Inference;

/// <summary>By hand: Llama-3.1-8B keeps 2 · 8 · 128 · 2 · 32 = 131,072 B a token, an H100 has PCI Express 5.0 x16 of 63.015 GB/s.</summary>
public sealed class KvTiersTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100"))
    {
        Context = 16_384,
        Input = 15_410,
        KvOffload = Bytes.FromGiB(5),
        KvDisk = Bytes.FromGiB(5),
    };

    // The example of LMCache's local_storage.rst, chunk_size 256 and max_local_disk_size 5.0: 5 · 2^30 / (256 · 131,072) = 160 files.
    [Fact]
    public void Drives_hold_whole_files_of_256_tokens_of_lmcache()
    {
        var tiers = Of(Llama);

        Assert.Equal(160 * 256, tiers.DiskTokens);
        Assert.Equal(39_936, Of(Llama with { KvDisk = Bytes.FromGiB(5) - new Bytes(256 * 131_072 * 3 + 1) }).DiskTokens);
        Assert.Equal(5L << 30, tiers.Disk!.Value.Whole);
    }

    // 60 of its files of 256 tokens are in a prompt of 15,410: 15,360 · 131,072 B from a drive of 7.88 GB/s, then 15,410 · 131,072 B over PCI Express.
    [Fact]
    public void A_prompt_comes_from_a_drive_and_then_over_pci_express()
    {
        var tiers = Of(Llama);

        Assert.Equal(15_410 * 131_072 / 63.0154e9, tiers.PromptFromHost!.Value.Value, 1e-6);
        Assert.Equal(15_360 * 131_072 / 7.88e9 + 15_410 * 131_072 / 63.0154e9, tiers.PromptFromDisk!.Value.Value, 1e-6);
        Assert.Equal(15_360 * 131_072 / 14e9, Of(Llama with { DiskBytesPerSecond = 14e9 }).PromptFromDisk!.Children[0].Value.Value, 1e-6);
    }

    // Four ranks write 32,768 B a token each to the drives of their one server; each has 5 GiB of them.
    [Fact]
    public void Ranks_share_the_drives_of_their_server()
    {
        var tiers = Of(Llama with { Plan = new(4) });

        Assert.Equal(640 * 256, tiers.DiskTokens);
        Assert.Equal(20L << 30, tiers.Disk!.Value.Whole);
        Assert.Equal(15_360 * 131_072 / 7.88e9, tiers.PromptFromDisk!.Children[0].Value.Value, 1e-6);
        Assert.Equal(15_410 * 32_768 / 63.0154e9, tiers.PromptFromHost!.Value.Value, 1e-6);
    }

    // Two replicas of one GPU: 5 GiB of drives each, and one of them computes a prompt.
    [Fact]
    public void Replicas_have_drives_of_their_own()
    {
        var tiers = Of(Llama with { Plan = new(Data: 2) });

        Assert.Equal((160L * 256, 10L << 30), (tiers.DiskTokens, tiers.Disk!.Value.Whole));
    }

    // 5 GiB of host memory are 40,960 tokens, less than the GPU keeps itself; without drives nothing is said of them.
    [Fact]
    public void What_the_tiers_hold_is_said_in_a_sentence_each()
    {
        Assert.Equal(["A prompt whose", "Host memory of", "A prompt comes", "The drives hold"], Of(Llama).Summary().Select(line => string.Join(' ', line.Split(' ')[..3])));
        Assert.Equal(["A prompt whose", "Host memory of", "A prompt comes"], Of(Llama with { KvDisk = Bytes.Zero }).Summary().Select(line => string.Join(' ', line.Split(' ')[..3])));
        Assert.DoesNotContain(Of(Llama with { KvOffload = Bytes.FromGiB(200) }).Summary(), line => line.StartsWith("Host memory of", StringComparison.Ordinal));
    }

    // Two stages of eight ranks are on two servers, each with drives of its own.
    [Fact]
    public void Servers_read_their_drives_at_the_same_time()
    {
        var tiers = Of(new Serving(Catalog.Model("llama-3.1-405b"), Catalog.Gpu("H100")) { Plan = new(8, 2), Context = 8_192, KvOffload = Bytes.FromGiB(64), KvDisk = Bytes.FromGiB(256) });

        Assert.Equal(16L * 256 << 30, tiers.Disk!.Value.Whole);
        Assert.Equal(8_192L * (2 * 8 * 128 * 2 * 126 / 2) / 7.88e9, tiers.PromptFromDisk!.Children[0].Value.Value, 1e-6);
    }

    // DeepSeek-R1: (512 + 64) · 2 · 61 = 70,272 B a token, the same on every rank; LMCache and HiCache write it once.
    [Fact]
    public void A_latent_cache_is_written_once()
    {
        var tiers = Of(new Serving(Catalog.Model("deepseek-ai/DeepSeek-R1"), Catalog.Gpu("H200"))
        {
            Engine = ServingEngine.Parse("sglang"),
            Plan = new(8),
            Context = 8_192,
            KvOffload = Bytes.FromGiB(100),
            KvDisk = Bytes.FromGiB(1_000),
        });

        Assert.Equal((1_000L << 30) / 70_272, tiers.DiskTokens);
        Assert.Equal(1_000L << 30, tiers.Disk!.Value.Whole);
        Assert.Equal(8_192 * 70_272 / 7.88e9, tiers.PromptFromDisk!.Children[0].Value.Value, 1e-6);
    }

    // vLLM and SGLang copy blocks out when they are full; TensorRT-LLM moves what it evicts.
    [Fact]
    public void Copies_are_not_counted_twice()
    {
        var vllm = Llama.Estimate();
        var other = (Llama with { Engine = ServingEngine.Parse("trtllm"), KvDisk = Bytes.Zero }).Estimate();

        Assert.Equal(vllm.CapacityTokens, Of(Llama).ReusableTokens);
        Assert.Equal(4_096_000, Of(Llama with { KvDisk = Bytes.FromGiB(500) }).ReusableTokens);
        Assert.Equal(other.CapacityTokens + (5L << 30) / 131_072, KvTiers.Of(other)!.ReusableTokens);
    }

    // sglang, memory_pool_host.py: "The host memory should be larger than the device memory with the current protocol".
    [Theory]
    [InlineData("sglang", 5, true)]
    [InlineData("sglang", 100, false)]
    [InlineData("vllm", 5, true)]
    [InlineData("trtllm", 5, false)]
    public void Host_memory_that_holds_copies_alone_is_named(string engine, int gibibytes, bool named)
    {
        var tiers = Of(Llama with { Engine = ServingEngine.Parse(engine), KvOffload = Bytes.FromGiB(gibibytes), KvDisk = Bytes.Zero });

        Assert.Equal(named, tiers.Summary().Any(sentence => sentence.Contains("holds copies and adds little", StringComparison.Ordinal)));
        Assert.Equal(named && engine == "sglang", tiers.Summary().Any(sentence => sentence.Contains("older versions stop", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_beyond_the_gpus_has_no_tiers() => Assert.Null(KvTiers.Of((Llama with { KvOffload = Bytes.Zero, KvDisk = Bytes.Zero }).Estimate()));

    public static TheoryData<Serving, string> Refused => new()
    {
        { Llama with { KvOffload = Bytes.Zero }, "passes through host memory" },
        { Llama with { Engine = ServingEngine.Parse("llamacpp") }, "llamacpp keeps no KV cache on drives" },
        { Llama with { KvDisk = new(-1) }, "must not be negative" },
        { Llama with { DiskBytesPerSecond = 0 }, "bandwidth must be positive" },
        { Llama with { DiskBytesPerSecond = double.NaN }, "bandwidth must be positive" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_no_engine_would_do_is_refused(Serving serving, string why) =>
        Assert.Contains(why, Assert.Throws<SizingException>(serving.Estimate).Message, StringComparison.Ordinal);

    private static KvTiers Of(Serving serving) => KvTiers.Of(serving.Estimate())!;
}
