namespace Sizing.Tests.Hardware;

public sealed class GpuSpecTests
{
    private static readonly GpuSpec Card = new()
    {
        Name = "card",
        NominalMemory = Bytes.FromGiB(48),
        BandwidthBytesPerSecond = 1e12,
    };

    [Fact]
    public void Usable_memory_is_what_cuda_shows_where_that_is_known() =>
        Assert.Equal(
            Bytes.FromGiB(44.5),
            (Card with { CudaVisibleMemory = Bytes.FromGiB(44.5), NvmlMemory = Bytes.FromGiB(45) }).UsableMemory);

    [Fact]
    public void Usable_memory_is_what_nvidia_smi_shows_less_the_reserve_where_cuda_is_unknown() =>
        Assert.Equal(Bytes.FromGiB(44), (Card with { NvmlMemory = Bytes.FromGiB(45), Reserve = Bytes.FromGiB(1) }).UsableMemory);

    [Fact]
    public void Usable_memory_is_the_nominal_less_the_reserve_where_nothing_else_is_known() =>
        Assert.Equal(Bytes.FromGiB(47), (Card with { Reserve = Bytes.FromGiB(1) }).UsableMemory);

    [Fact]
    public void The_explanation_of_usable_memory_names_the_fields_that_stood_in()
    {
        var term = (Card with { NvmlMemory = Bytes.FromGiB(45), Reserve = Bytes.FromGiB(1) }).ExplainUsableMemory();

        Assert.Equal(Bytes.FromGiB(44).Count, term.Value.Whole);
        Assert.Equal(["nvidia-smi memory", "kept by the driver"], term.Inputs.Select(input => input.Meaning));
    }

    [Fact]
    public void A_rate_tells_unknown_from_unsupported()
    {
        var rates = new PeakRates { Fp16 = PeakRate.OfTflops(125), Bf16 = PeakRate.Unsupported };

        Assert.Equal(125e12, rates[NumberFormat.Fp16].FlopsPerSecond);
        Assert.True(rates[NumberFormat.Bf16].IsUnsupported);
        Assert.False(rates[NumberFormat.Int8].IsUnsupported);
        Assert.Null(rates[NumberFormat.Int8].Tflops);
    }
}
