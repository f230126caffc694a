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
        ["A4.47"] = That(() => 1000 * Collectives.RingAllReduce(Catalog.Interconnect(Catalog.Gpu(Sxm)), 8, Cases.Weights(Llama3)), time => time > 0),
        ["A4.48"] = That(() => ShareOfRank(), share => share < 0.6),
        ["A4.51"] = That(() => Watts(Sxm) / Watts("A100 SXM 80GB"), times => times > 1, elsewhere: () => Watts("RTX 6000 Ada") > Watts("RTX 3090")),
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
        ["A4.100"] = That(CheckpointingSaves, saved => saved > 0, elsewhere: () => MixedSaves() > 0),
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
}
