using Sizing.Hardware;

namespace Sizing.Tests.Hardware;

public sealed class GpuDataTests
{
    [Fact]
    public void The_catalog_holds_72_gpus_and_45_systems_or_more()
    {
        Assert.InRange(Catalog.Gpus.Count, 72, int.MaxValue);
        Assert.InRange(Catalog.Systems.Count, 45, int.MaxValue);
    }

    // nvidia-smi totals in MiB: thundergolfer.com/blog/nvidia-gpu-memory-capacity and listings in public issues.
    [Theory]
    [InlineData("H100", 81559)]
    [InlineData("H200", 143771)]
    [InlineData("A100 SXM 80GB", 81920)]
    [InlineData("L40S", 46068)]
    [InlineData("RTX 4090", 24564)]
    [InlineData("RTX 5090", 32607)]
    [InlineData("B200", 183359)]
    public void The_memory_that_nvidia_smi_shows_is_kept_to_the_mebibyte(string gpu, int mebibytes) =>
        Assert.Equal(Bytes.FromMiB(mebibytes), Catalog.Gpu(gpu).NvmlMemory);

    // Totals that vLLM and torch print, in GiB: vllm-project/vllm#14447, #14011, #14452; pytorch/ao#4002; vLLM 0.19 startup logs.
    [Theory]
    [InlineData("RTX 3090", 23.58)]
    [InlineData("L40S", 44.52)]
    [InlineData("RTX 5090", 31.37)]
    [InlineData("B200", 178.35)]
    [InlineData("H100", 79.19)]
    public void The_usable_memory_of_a_known_card_is_what_engines_print(string gpu, double gibibytes) =>
        Assert.Equal(gibibytes, Catalog.Gpu(gpu).UsableMemory.InGiB, 6);

    // An A40 as shipped has ECC on, as the L40S: 46068 MiB; vllm-project/vllm#14011 prints 44.52 GiB for the class.
    [Fact]
    public void Where_cuda_is_unknown_the_reserve_brings_a_card_near_its_measured_kin() =>
        Assert.InRange(Catalog.Gpu("A40").UsableMemory.InGiB, 44.4, 44.6);

    [Fact]
    public void Unified_memory_is_what_the_operating_system_leaves()
    {
        // A quarter of the memory of an Apple chip of this size is the system's by default: 96 of 128 GiB.
        Assert.Equal(Bytes.FromGiB(96), Catalog.Gpu("M4 Max").UsableMemory);
        // About 119 of the 121.69 GiB that CUDA shows on a DGX Spark.
        Assert.Equal(119.0, Catalog.Gpu("DGX Spark").UsableMemory.InGiB, 2);
    }

    [Fact]
    public void Every_usable_memory_lies_within_the_nominal_and_loses_at_most_a_quarter() =>
        Assert.All(Catalog.Gpus, gpu => Assert.InRange(gpu.UsableMemory / gpu.NominalMemory, 0.75, 1));

    // Data sheets: dense is half of the figure "with sparsity".
    [Theory]
    [InlineData("H100", NumberFormat.Bf16, 989)]
    [InlineData("H100", NumberFormat.Fp8, 1979)]
    [InlineData("A100 SXM 80GB", NumberFormat.Bf16, 312)]
    [InlineData("RTX 4090", NumberFormat.Fp16, 165.2)]
    [InlineData("RTX A6000", NumberFormat.Fp16, 154.8)]
    [InlineData("RTX 6000 Ada", NumberFormat.Fp8, 728.5)]
    public void Peak_rates_are_dense(string gpu, NumberFormat format, double tflops) =>
        Assert.Equal(tflops, Catalog.Gpu(gpu).Peak[format].Tflops);

    // vLLM: "Bfloat16 is only supported on GPUs with compute capability of at least 8.0" (#946 V100, #1157 T4); FP8 needs 8.9, FP4 10.0.
    [Theory]
    [InlineData("T4", "fp16", true)]
    [InlineData("T4", "bf16", false)]
    [InlineData("V100 SXM 32GB", "bf16", false)]
    [InlineData("A100 SXM 80GB", "bf16", true)]
    [InlineData("A100 SXM 80GB", "fp8", false)]
    [InlineData("RTX 4090", "fp8", true)]
    [InlineData("H100", "nvfp4", false)]
    [InlineData("B200", "nvfp4", true)]
    [InlineData("MI300X", "fp8", true)]
    [InlineData("T4", "q4_0", true)]
    public void Precision_follows_the_hardware(string gpu, string type, bool supported) =>
        Assert.Equal(supported, Catalog.Gpu(gpu).Supports(DataType.Parse(type)));

    [Fact]
    public void A_refused_precision_names_the_capability_and_what_to_use()
    {
        Assert.Equal(
            "V100 SXM 32GB (compute capability 7.0) cannot compute in bf16; use fp16.",
            Precision.Refusal(Catalog.Gpu("V100 SXM 32GB"), DataType.Bf16));
        Assert.Null(Precision.Refusal(Catalog.Gpu("H100"), DataType.Bf16));
    }

    // NVIDIA: Ada cards, the RTX 50 series and the L40S have no NVLink; RTX 3090 and A6000 a two-way bridge of 112.5 GB/s.
    [Theory]
    [InlineData("RTX 6000 Ada", null)]
    [InlineData("L40S", null)]
    [InlineData("RTX 5090", null)]
    [InlineData("RTX 3090", 112.5e9)]
    [InlineData("RTX A6000", 112.5e9)]
    [InlineData("H100", 900e9)]
    [InlineData("B200", 1800e9)]
    public void Links_between_gpus_are_those_of_the_data_sheet(string gpu, double? bytesPerSecond) =>
        Assert.Equal(bytesPerSecond, Catalog.Gpu(gpu).LinkBytesPerSecond);
}
