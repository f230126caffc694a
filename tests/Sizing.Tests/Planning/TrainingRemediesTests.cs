using Sizing.Planning.Remedies;

namespace Sizing.Tests.Planning;

/// <summary>Claim A3.1: "a 7B model can be trained in 8 GB".</summary>
public sealed class TrainingRemediesTests
{
    private static readonly TrainingRun SevenBillion = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 3070")) { Sequence = 2_048 };

    private static readonly RemedyReport Report = TrainingRemedies.Of(SevenBillion);

    /// <summary>6.738e9 weights of 2 bytes are 12.55 GiB, more than the card has.</summary>
    [Fact]
    public void Nothing_on_the_card_trains_all_weights() =>
        Assert.DoesNotContain(Report.Fitting, remedy => !Has(remedy, "lora") && !Has(remedy, "qlora") && !Has(remedy, "offload-weights") && !Has(remedy, "gpu-other"));

    [Fact]
    public void Only_weights_that_stream_from_the_host_train_in_full_at_the_pace_of_pci_express()
    {
        var streamed = Assert.Single(Report.Combined, remedy => remedy.Fits && !Has(remedy, "lora") && !Has(remedy, "qlora"));

        Assert.True(Has(streamed, "offload-weights"));
        Assert.Contains("in host memory", streamed.Setting, StringComparison.Ordinal);
        Assert.Contains("PCI Express", streamed.Speed, StringComparison.Ordinal);
    }

    /// <summary>Unsloth and LLaMA-Factory publish 5 to 6 GB for QLoRA of 7B models.</summary>
    [Fact]
    public void Qlora_fits_with_its_sequence_length()
    {
        var fits = Assert.Single(Report.Combined, remedy => remedy.Fits && Has(remedy, "qlora") && !Has(remedy, "offload-activations"));

        Assert.True(fits.Needed <= Catalog.Gpu("RTX 3070").UsableMemory);
        Assert.Contains("recompute full", fits.Setting, StringComparison.Ordinal);
        Assert.Contains("16-bit fine-tuning", fits.Quality, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stages_of_a_combination_end_at_what_it_needs()
    {
        var fits = Report.Combined.First(remedy => remedy.Fits);

        Assert.Equal(fits.Facts.Count, fits.Stages.Count);
        Assert.Equal(fits.Needed, fits.Stages[^1].Needed);
    }

    [Theory]
    [InlineData("lora")]
    [InlineData("optimizer-8bit")]
    [InlineData("galore-8bit")]
    public void Each_figure_is_the_estimate_of_the_changed_run(string key)
    {
        var changed = key switch
        {
            "optimizer-8bit" => SevenBillion with { Optimizer = Optimizer.AdamW8Bit },
            "galore-8bit" => SevenBillion with { Optimizer = Optimizer.GaLore8Bit(1_024) },
            _ => SevenBillion with { Adapter = new(16) { Targets = ["all-linear"] }, Base = WeightFormat.Bf16, Precision = TrainingPrecision.Bf16 },
        };

        Assert.Equal(changed.Estimate().Memory.Device.Value.Whole, Alone(key).Needed.Count);
    }

    /// <summary>Remedies that the articles advise and that do not help here: A1.10 and A3.18, A3.8, A3.15, A3.19 and A3.21.</summary>
    [Theory]
    [InlineData("zero-3", "one GPU has nothing to divide")]
    [InlineData("recompute-full", "memory peaks at another event (optimizer step)")]
    [InlineData("accumulation", "the micro-batch decides")]
    [InlineData("full-4bit", "cannot be trained")]
    public void A_remedy_that_does_not_help_says_why(string key, string reason) =>
        Assert.Contains(reason, Alone(key).Refusal!, StringComparison.Ordinal);

    /// <summary>The remedies of A3 and of A4's table of out-of-memory errors, each tried or refuted for a run that leaves room for it.</summary>
    [Theory]
    [InlineData("A3.3", "optimizer-8bit")]
    [InlineData("A3.5", "galore-8bit")]
    [InlineData("A3.8", "recompute-full")]
    [InlineData("A3.10", "offload-activations")]
    [InlineData("A3.13", "flash")]
    [InlineData("A3.15", "accumulation")]
    [InlineData("A3.17", "adafactor")]
    [InlineData("A3.18", "zero-3")]
    [InlineData("A3.19", "full-4bit")]
    [InlineData("A4.100, smaller model", "model-smaller")]
    [InlineData("A4.100, smaller batch", "micro-batch")]
    [InlineData("A4.100, checkpointing", "recompute-full")]
    [InlineData("A4.100, mixed precision", "precision-mixed")]
    [InlineData("A4.100, more GPUs", "gpu-more")]
    [InlineData("A4.100, larger GPU", "gpu-other")]
    public void Every_remedy_of_the_articles_is_answered(string claim, string key)
    {
        Assert.NotEmpty(claim);
        Assert.Contains(Everything.Single, remedy => remedy.Facts[0].Key == key);
    }

    private static RemedyReport Everything { get; } = TrainingRemedies.Of(SevenBillion with
    {
        MicroBatch = 4,
        Precision = TrainingPrecision.Fp32,
        Attention = AttentionKernel.Eager,
    });

    private static bool Has(Remedy remedy, string key) => remedy.Facts.Any(fact => fact.Key == key);

    private static Remedy Alone(string key) => Assert.Single(Report.Single, remedy => remedy.Facts[0].Key == key);
}
