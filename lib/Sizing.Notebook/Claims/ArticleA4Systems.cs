using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Performance;
using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A4, 딥러닝 및 거대 언어 모델용 GPU 선택 방법: interconnect, power, form factors and the decision.</summary>
internal static class ArticleA4Systems
{
    private const string Sxm = "H100 SXM 80GB";
    private const double Giga = 1e9;

    /// <summary>What a rack with air cooling takes at most, in kilowatts.</summary>
    private const double AirCooledKilowatts = 40;

    private static ModelSpec Llama70 { get; } = Catalog.Model("meta-llama/Meta-Llama-3-70B");

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A4.32"] = That(() => LinkGB(Sxm) / BothWays(5), times => times > 2),
        ["A4.33"] = Word(() => YesOrNo(Catalog.Gpu("GH200 96GB").Link.Contains("C2C"))),
        ["A4.35"] = Figure(() => LinkGB(Sxm)),
        ["A4.36"] = Figure(() => BothWays(4)),
        ["A4.37"] = That(() => Reduced("L40S", 8192) / Reduced(Sxm, 8192), times => times > 1),
        ["A4.39"] = Word(() => YesOrNo(Catalog.Gpu(Sxm).Link.Contains("bridge")), Verdict.Misleading),
        ["A4.40"] = Word(() => YesOrNo(new[] { "A100 SXM 80GB", Sxm, "RTX 3090" }.Select(gpu => Catalog.Gpu(gpu).LinkBytesPerSecond is not null))),
        ["A4.42"] = That(() => TwoA100(new(Data: 2)).Stage.KvPool.Value.Value / Bytes.FromGiB(1).Count, room => room > 0),
        ["A4.43"] = That(() => ShareOfRank(), share => share > 0.9, Verdict.Misleading),
        ["A4.44"] = That(() => Reduced("L40S", 1 << 28) / Reduced(Sxm, 1 << 28), times => times > 1),
        ["A4.45"] = That(() => Catalog.Gpu(Sxm).BandwidthBytesPerSecond / (Catalog.Gpu(Sxm).LinkBytesPerSecond!.Value / 2), times => times < 2, Verdict.Misleading),
        ["A4.46"] = That(() => GradientExchange("L40S") / GradientExchange(Sxm), times => times > 2),
        ["A4.47"] = That(() => 1000 * Collectives.RingAllReduce(Catalog.Interconnect(Catalog.Gpu(Sxm)), 8, Cases.Weights(Llama3)), time => time > 0),
        ["A4.48"] = That(() => ShareOfRank(), share => share < 0.6),
        ["A4.50"] = That(() => Throughput(2) / Throughput(1), times => times > 1),
        ["A4.51"] = That(() => Watts(Sxm) / Watts("A100 SXM 80GB"), times => times > 1, elsewhere: () => Watts("RTX 6000 Ada") > Watts("RTX 3090")),
        ["A4.52"] = That(() => Catalog.Systems.Max(system => system.MaxPowerWatts ?? 0) / 1000, kilowatts => kilowatts > AirCooledKilowatts),
        ["A4.79"] = Figure(() => Watts(Sxm)),
        ["A4.80"] = That(() => MaxWatts("PCIe"), watts => watts <= 450, Verdict.Misleading),
        ["A4.82"] = That(() => LinkGB("H100 NVL 94GB"), link => link <= BothWays(5)),
        ["A4.83"] = Word(() => Catalog.System("HGX A100 4-GPU 80GB").Topology, elsewhere: () => Catalog.System("DGX A100").Topology == "mesh"),
        ["A4.85"] = That(() => Reduced("RTX PRO 6000 Blackwell Server", 1 << 28) / Reduced(Sxm, 1 << 28), times => times > 2),
        ["A4.87"] = Word(() => string.Join(", ", new[] { "V100 SXM 16GB", "A100 SXM 80GB", Sxm }.Select(gpu => Catalog.Gpu(gpu).FormFactor))),
        ["A4.88"] = That(() => Bandwidth(Sxm, "H100 PCIe 80GB"), times => times > 1, elsewhere: () => Bandwidth("H200 SXM 141GB", "H200 NVL 141GB") > 1),
        ["A4.89"] = Word(() => YesOrNo(Catalog.System("DGX A100").Gpu.FormFactor.StartsWith("SXM"))),
        ["A4.90"] = That(() => LinkGB(Sxm) / (Catalog.System("DGX H100").NetworkBytesPerSecondPerGpu!.Value / Giga), times => times <= 2, Verdict.Misleading),
        ["A4.91"] = Word(() => YesOrNo(Catalog.Gpu("V100 SXM 16GB").LinkBytesPerSecond is not null), elsewhere: () => Catalog.Gpu("V100 SXM 16GB").Supports(DataType.Bf16)),
        ["A4.95"] = That(() => (Serve(Llama3, "RTX 4090") with { Concurrency = 16 }).Estimate().RoomLeft.InGiB, room => room < 0),
        ["A4.96"] = That(() => PeakEvents().Distinct().Count(), events => events >= 3),
        ["A4.97"] = That(FourKindsOfPeak, share => share > 80),
        ["A4.99"] = That(() => PeakOf(batch: 4, sequence: 4096) / PeakOf(1, 4096), times => times > 1, elsewhere: () => PeakOf(1, 16_384) == PeakOf(1, 4096)),
        ["A4.100"] = That(CheckpointingSaves, saved => saved > 0, elsewhere: () => MixedSaves() > 0),
        ["A4.107"] = That(() => 100 * UsableOfMixed(), share => share > 90, Verdict.Misleading),
    };

    private static double LinkGB(string gpu) => (Catalog.Gpu(gpu).LinkBytesPerSecond ?? 0) / Giga;

    private static double BothWays(int generation) => 2 * Interconnect.PcieBytesPerSecond(generation, 16) / Giga;

    /// <summary>Seconds of an all-reduce over eight cards, measured.</summary>
    private static double Reduced(string gpu, long message) => Collectives.MeasuredAllReduce(Catalog.AllReduce(Catalog.Gpu(gpu), 8)!, new(message));

    private static ServingEstimate TwoA100(ServingPlan plan) => (Serve(Llama70, "A100 SXM 80GB") with { Plan = plan }).Estimate();

    /// <summary>What one of two linked cards holds of the weights when they are split.</summary>
    private static double ShareOfRank() =>
        Inference.Weights.ResidentBytes(Llama70, WeightFormat.Bf16, WeightPlacement.Whole with { TensorParallel = 2 }) / Cases.Weights(Llama70);

    private static double Watts(string gpu) => Catalog.Gpu(gpu).TdpWatts!.Value;

    private static double MaxWatts(string form) => Catalog.Gpus.Where(gpu => gpu.Vendor == "NVIDIA" && gpu.FormFactor == form).Max(gpu => gpu.TdpWatts ?? 0);

    private static double Bandwidth(string sxm, string pcie) => Catalog.Gpu(sxm).BandwidthBytesPerSecond / Catalog.Gpu(pcie).BandwidthBytesPerSecond;

    private static double CheckpointingSaves() =>
        Peak(Recompute.None).InGiB - Peak(Recompute.Full).InGiB;

    private static Bytes Peak(Recompute recompute) => (Train(Llama2, Optimizer.AdamW) with { Recompute = recompute }).Estimate().Memory.PeakBytes;

    private static double MixedSaves() =>
        States(Train(Llama2, Optimizer.AdamW) with { Precision = TrainingPrecision.Fp32 }).InGiB
        - States(Train(Llama2, Optimizer.AdamW) with { Precision = TrainingPrecision.Bf16Mixed }).InGiB;

    private static double GradientExchange(string gpu) => Collectives.RingAllReduce(Catalog.Interconnect(Catalog.Gpu(gpu)), 8, Cases.Weights(Llama3));

    private static double Throughput(int cards) =>
        (Serve(Llama3, Sxm) with { Plan = new(Tensor: cards), Input = 2048, Output = 256, Concurrency = 16 }).Estimate().Speed().OutputTokensPerSecond.Typical;

    private static TrainingRun Run => Train(Llama2, Optimizer.AdamW);

    private static Bytes PeakOf(int batch, int sequence) => (Run with { MicroBatch = batch, Sequence = sequence }).Estimate().Memory.PeakBytes;

    /// <summary>Where memory peaks in runs that differ in length, batch, optimizer and recompute.</summary>
    private static IEnumerable<string> PeakEvents() => new[]
    {
        Run, Run with { Sequence = 512 }, Run with { MicroBatch = 4, Recompute = Recompute.Full }, Run with { Optimizer = Optimizer.PagedAdamW8Bit, Sequence = 512 },
        Run with { Accumulation = 4, Sequence = 512 },
    }.Select(run => run.Estimate().PeakEvent);

    private static double FourKindsOfPeak() => ShareOfPeak(
        Run.Estimate().Memory, TermKind.Weights, TermKind.MasterWeights, TermKind.Optimizer, TermKind.Gradients, TermKind.Activations);

    /// <summary>What an evenly cut model can use of an A100 and an RTX 4090 together: twice the smaller.</summary>
    private static double UsableOfMixed()
    {
        var (large, small) = (Catalog.Gpu("A100 SXM 80GB").UsableMemory, Catalog.Gpu("RTX 4090").UsableMemory);
        return small * 2 / (large + small);
    }
}
