using Sizing.Data;
using Sizing.Hardware;
using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Which measured table an all-reduce takes its time from, and what servers add.</summary>
public sealed class AllReduceTimesTests
{
    private static readonly SystemSpec Dgx = Catalog.System("DGX H100");

    private static IReadOnlyList<AllReduceCurve> Curves { get; } = new CatalogData(DataSource.Embedded).AllReduceCurves;

    // The engine's own kernel or NCCL, whichever is faster; kernels of another engine do not count.
    [Theory]
    [InlineData(EngineKind.Vllm, "vLLM")]
    [InlineData(EngineKind.TensorRtLlm, "TensorRT-LLM")]
    public void The_faster_of_the_engines_kernel_and_nccl_counts(EngineKind engine, string library)
    {
        var times = AllReduceTimes.Of(Dgx.Gpu, engine, 8)!;
        AllReduceCurve[] own = [.. Curves.Where(curve => curve.Gpu.Name == Dgx.Gpu.Name && curve.Gpus == 8 && curve.Library.Split(' ')[0] is var name && (name == library || name == "NCCL"))];

        Assert.Equal(2, own.Length);
        foreach (var message in new long[] { 16_384, 1_048_576, 67_108_864 })
        {
            Assert.Equal(own.Min(curve => Collectives.MeasuredAllReduce(curve, new(message))), times.Seconds(message), 12);
            Assert.Equal(times.Seconds(message), times.Term(message).Value.Value, 12);
        }
    }

    // vllm/config/vllm.py turns fuse_allreduce_rms on for compute capability 9 and 10 since February 2026; SGLang has a flag for it. FlashInfer's kernel is TensorRT-LLM's.
    [Theory]
    [InlineData("H100", "vllm@0.16.0", null, false)]
    [InlineData("H100", "vllm@0.17.0", null, true)]
    [InlineData("B200", "vllm@0.17.0", null, true)]
    [InlineData("H100", "vllm@0.17.0", false, false)]
    [InlineData("H100", "vllm@0.12.0", true, true)]
    [InlineData("A100 SXM 80GB", "vllm@0.17.0", true, false)]
    [InlineData("H100", "sglang", null, false)]
    [InlineData("H100", "sglang", true, true)]
    public void Engines_take_FlashInfers_kernel_where_it_is_on(string gpu, string engine, bool? asked, bool fused)
    {
        var setup = new Serving(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu(gpu))
        {
            Context = 8192,
            Plan = new(8),
            Engine = ServingEngine.Parse(engine),
            Load = new() { FusedAllReduce = asked },
        }.Estimate().Setup;

        Assert.Equal(AllReduceTimes.Of(setup.Gpu, fused ? EngineKind.TensorRtLlm : EngineKind.Vllm, 8)!.Seconds(16_384), AllReduceTimes.Of(setup, 8)!.Seconds(16_384), 12);
        Assert.NotEqual(AllReduceTimes.Of(Dgx.Gpu, EngineKind.TensorRtLlm, 8)!.Seconds(16_384), AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 8)!.Seconds(16_384), 12);
    }

    // Eight A100s, NCCL 2.27.3: 21.53 us for 2,048 bytes but 21.27 for 8,192; 28.06 for 65,536 but 27.41 for 131,072; 30.08 for 524,288 and 53.70 for 2,097,152.
    [Theory]
    [InlineData(2_048, 21.27)]
    [InlineData(8_192, 21.27)]
    [InlineData(65_536, 27.41)]
    [InlineData(524_288, 30.08)]
    [InlineData(2_097_152, 53.70)]
    public void A_message_takes_no_longer_than_a_larger_one(long message, double microseconds) =>
        Assert.Equal(microseconds * 1e-6, AllReduceTimes.Of(Catalog.Gpu("A100 SXM 80GB"), EngineKind.TensorRtLlm, 8)!.Seconds(message), 12);

    // Sixteen H100s are two servers of eight: the tree adds what each GPU's eighth takes over the network.
    [Fact]
    public void Servers_are_a_part_of_the_tree()
    {
        var over = AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 16, Dgx)!;

        Assert.Equal(over.Seconds(64e6), over.Term(64e6).Value.Value, 12);
        Assert.Equal(2, over.Term(64e6).Children.Count);
        Assert.Equal(8e6, over.Term(64e6).Children[1].Inputs.Single(input => input.Symbol == "m").Value.Value);
        Assert.Empty(AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 8, Dgx)!.Term(64e6).Children);
    }

    // Servers of one GPU with 50 GB/s each, of which 0.94 are reached: a ring of four over the network, and nothing inside.
    [Fact]
    public void Servers_of_one_gpu_meet_over_the_network_alone()
    {
        var times = AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 4, Dgx with { Gpus = 1, NetworkBytesPerSecond = 50e9 })!;

        Assert.Equal(13.6e-6 + 5.4e-6 * 3 + 2 * 3.0 / 4 * 64e6 / (0.94 * 50e9), times.Seconds(64e6), 9);
    }

    // RTX 4090s were not measured: a ring over PCI Express 4.0 x16, of which it reaches half.
    [Fact]
    public void What_was_not_measured_is_a_ring_over_the_link() =>
        Assert.Equal(
            6.7e-6 + 3.2e-6 + 64e6 / (0.5 * 16e9 * 16 * 128 / 130 / 8),
            AllReduceTimes.Of(Catalog.Gpu("RTX 4090"), EngineKind.Vllm, 2)!.Seconds(64e6), 9);

    [Fact]
    public void One_rank_exchanges_nothing()
    {
        var link = Catalog.Interconnect(Dgx.Gpu);

        Assert.Null(AllReduceTimes.Of(Dgx.Gpu, EngineKind.Vllm, 1));
        Assert.Equal(0, Collectives.RingAllGather(link, 1, new(1_000_000)));
        Assert.Equal(0, Collectives.AllReduce(Catalog.AllReduce(Dgx.Gpu, 2), link, 1, new(1_000_000)).Value.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Collectives.RingAllReduce(link, 0, new(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Collectives.RingAllGather(link, 0, new(1)));
    }
}
