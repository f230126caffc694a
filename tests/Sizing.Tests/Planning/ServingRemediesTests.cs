using Sizing.Planning.Remedies;

namespace Sizing.Tests.Planning;

public sealed class ServingRemediesTests
{
    /// <summary>A1's model on a 16 GB card, which is claim A1.19.</summary>
    private static readonly Serving EightBillionOn16 =
        new(Catalog.Model("meta-llama/Meta-Llama-3-8B-Instruct"), Catalog.Gpu("RTX 4080")) { Context = 8_192, Concurrency = 4 };

    private static readonly RemedyReport Report = ServingRemedies.Of(EightBillionOn16);

    /// <summary>By hand: 2 · 32 layers · 8 heads · 128 channels · 2 bytes are 128 KiB a token, 1 GiB for 8,192; four sequences in half the bytes save 2 GiB.</summary>
    [Fact]
    public void An_fp8_cache_saves_half_of_the_cache()
    {
        var remedy = Alone(Report, "kv-fp8");

        Assert.Equal(Bytes.FromGiB(2), remedy.Saved);
        Assert.False(remedy.Fits);
        Assert.Contains("minimal loss", remedy.Quality, StringComparison.Ordinal);
    }

    /// <summary>By hand: three of four sequences of 1 GiB less.</summary>
    [Fact]
    public void Fewer_sequences_save_their_caches_and_do_not_suffice_on_16_GB()
    {
        var remedy = Alone(Report, "sequences");

        Assert.Equal(Bytes.FromGiB(3), remedy.Saved);
        Assert.Equal("1 sequence at a time", remedy.Setting);
        Assert.False(remedy.Fits);
    }

    /// <summary>Claim A1.19, that less context helps on 16 GB: the weights alone are 14.96 GiB.</summary>
    [Fact]
    public void Less_context_is_refuted_where_the_weights_alone_do_not_fit() =>
        Assert.Contains("no context fits", Alone(Report, "context").Refusal!, StringComparison.Ordinal);

    /// <summary>Claim A1.20: 8 or 4 bits. The linear layers of the 8B model are 6.98e9 of its 8.03e9 weights: 6.5 GiB less in one byte, and again 3.1 in 4.25 bits.</summary>
    [Fact]
    public void Eight_and_four_bits_fit()
    {
        Assert.True(Alone(Report, "weights-fp8") is { Fits: true } eight && Math.Abs(eight.Saved.InGiB - 6.98e9 / Math.Pow(2, 30)) < 0.02);
        Assert.True(Alone(Report, "weights-4bit") is { Fits: true } four && Math.Abs(four.Saved.InGiB - 6.98e9 * (16 - 4.156) / 8 / Math.Pow(2, 30)) < 0.05);
    }

    [Theory]
    [InlineData("kv-fp8")]
    [InlineData("weights-int8")]
    [InlineData("gpu-other")]
    public void Each_figure_is_the_estimate_of_the_changed_serving(string key)
    {
        var changed = key switch
        {
            "kv-fp8" => EightBillionOn16 with { KvCache = DataType.Fp8 },
            "weights-int8" => EightBillionOn16 with { Weights = WeightFormat.Int8 },
            _ => EightBillionOn16 with { Gpu = Catalog.Gpu("RTX 4090") },
        };

        Assert.Equal(changed.Estimate().Memory.Value.Whole, Alone(Report, key).Needed.Count);
        Assert.Equal(changed.Estimate().Fits, Alone(Report, key).Fits);
    }

    /// <summary>Claim A1.22 takes data parallelism for a remedy of memory; a replica holds the whole model.</summary>
    [Fact]
    public void Replicas_do_not_help_one_long_sequence()
    {
        var report = ServingRemedies.Of(EightBillionOn16 with { Concurrency = 1 });

        Assert.Contains("each replica holds all weights", Alone(report, "replicas").Refusal!, StringComparison.Ordinal);
    }

    /// <summary>vllm-project/vllm#1157: BF16 is refused on a T4; everything else is tried in FP16.</summary>
    [Fact]
    public void On_a_card_without_bf16_every_remedy_computes_in_fp16()
    {
        var report = ServingRemedies.Of(EightBillionOn16 with { Gpu = Catalog.Gpu("T4"), Concurrency = 1 });

        Assert.All(report.Fitting, remedy => Assert.Equal("fp16", remedy.Facts[0].Key));
        Assert.Contains(report.Fitting, remedy => remedy.Facts.Any(fact => fact.Key == "weights-4bit"));
        Assert.Contains("cannot compute in fp8", Alone(report, "weights-fp8").Refusal!, StringComparison.Ordinal);
    }

    /// <summary>By hand: two sequences of 49,152 tokens at 192 KiB take 18 GiB; with weights of 14 GiB they do not fit 28, with 9 GiB they do.</summary>
    [Fact]
    public void Where_one_change_is_not_enough_the_mildest_two_are_found()
    {
        var serving = new Serving(Catalog.Model("Qwen/Qwen2.5-14B-Instruct"), Catalog.Gpu("RTX 5090")) { Context = 49_152, Concurrency = 2, MaxSequences = 2 };
        var report = ServingRemedies.Of(serving);
        var found = report.Combined.First(remedy => remedy.Fits && remedy.Facts.Any(fact => fact.Key == "weights-fp8") && remedy.Facts.All(fact => fact.Key != "weights-offload"));

        Assert.Equal(["weights-fp8", "kv-fp8"], found.Facts.Select(fact => fact.Key));
        Assert.True((serving with { Weights = WeightFormat.Fp8, KvCache = DataType.Fp8 }).Estimate().Fits);
        Assert.False((serving with { Weights = WeightFormat.Fp8 }).Estimate().Fits);
        Assert.False((serving with { KvCache = DataType.Fp8 }).Estimate().Fits);
    }

    private static Remedy Alone(RemedyReport report, string key) => Assert.Single(report.Single, remedy => remedy.Facts[^1].Key == key);
}
