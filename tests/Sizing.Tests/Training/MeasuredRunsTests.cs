namespace Sizing.Tests.Training;

/// <summary>
/// Against foundation-model-stack/fms-acceleration scripts/benchmarks/refs/a100_80gb.csv: torch memory of Mistral-7B on one A100 80GB,
/// sequences of 4096, full recomputation, FlashAttention-2, Hugging Face Trainer.
/// </summary>
public sealed class MeasuredRunsTests
{
    private static readonly string[] AttentionTargets = ["q_proj", "k_proj", "v_proj", "o_proj"];

    private static TrainingRun Mistral => new(Catalog.Model("mistralai/Mistral-7B-v0.1"), Catalog.Gpu("A100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Sequence = 4096,
        MicroBatch = 8,
    };

    [Fact]
    public void Full_bf16_fine_tuning_takes_6_bytes_a_parameter_and_10_inside_the_optimizer_step()
    {
        var estimate = Mistral.Estimate();

        Within(0.00001, 43_468_269_568, estimate.Memory.SteadyBytes);
        Within(0.01, 72_435_230_720, estimate.Memory.PeakBytes);
        Assert.Equal("optimizer step", estimate.PeakEvent);
    }

    [Fact]
    public void A_bf16_lora_peaks_in_the_loss()
    {
        var estimate = (Mistral with { Adapter = new(16) { Targets = AttentionTargets }, Base = WeightFormat.Bf16 }).Estimate();

        Within(0.01, 14_664_886_272, estimate.Memory.SteadyBytes);
        Within(0.05, 38_742_912_512, estimate.Memory.PeakBytes);
        Assert.Equal("loss", estimate.PeakEvent);
    }

    [Theory]
    [InlineData(false, 4_306_889_728, 28_412_178_944)]
    [InlineData(true, 4_307_422_208, 37_002_646_016)]
    public void A_qlora_keeps_an_fp32_residual_stream_only_after_kbit_preparation(bool prepared, long steady, long peak)
    {
        var run = Mistral with
        {
            Adapter = new(16) { Targets = AttentionTargets },
            Base = WeightFormat.Nf4DoubleQuantized,
            Fp32Residual = prepared,
        };
        var estimate = run.Estimate();

        Within(0.01, steady, estimate.Memory.SteadyBytes);
        Within(0.05, peak, estimate.Memory.PeakBytes);
    }

    [Fact]
    public void The_peak_grows_by_734762_bytes_a_token_as_measured()
    {
        var run = Mistral with { Adapter = new(16) { Targets = AttentionTargets }, Base = WeightFormat.Nf4DoubleQuantized };
        var slope = (run.Estimate().Memory.PeakBytes - (run with { MicroBatch = 4 }).Estimate().Memory.PeakBytes).Count / (4 * 4096.0);

        Assert.Equal(734_762, slope, 100.0);
    }

    private static void Within(double tolerance, long measured, Bytes predicted) =>
        Assert.InRange(predicted.Count / (double)measured, 1 - tolerance, 1 + tolerance);
}
