using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A4, 딥러닝 및 거대 언어 모델용 GPU 선택 방법: compute, and its three cards.</summary>
internal static class ArticleA4Cards
{
    private static GpuSpec Rtx4090 => Catalog.Gpu("RTX 4090");

    private static GpuSpec A6000 => Catalog.Gpu("RTX A6000");

    private static GpuSpec Ada6000 => Catalog.Gpu("RTX 6000 Ada");

    private static IReadOnlyList<GpuSpec> Three => [Rtx4090, A6000, Ada6000];

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A4.27"] = Word(() => Formats("A100 SXM 80GB"), elsewhere: () => Formats("V100 SXM 16GB") == Formats("A100 SXM 80GB")),
        ["A4.28"] = Word(() => YesOrNo(HasFp8("H100 SXM 80GB")), elsewhere: () => HasFp8("A100 SXM 80GB")),
        ["A4.31"] = That(() => TensorOverFp32("A100 SXM 80GB"), times => times >= 10, elsewhere: () => TensorOverFp32("RTX 4090") >= 10),
        ["A4.53"] = Word(() => Of(gpu => gpu.Architecture)),
        ["A4.54"] = Word(() => Of(gpu => $"{gpu.Year}")),
        ["A4.55"] = Word(() => Of(gpu => $"{gpu.NominalMemory.InGiB:0}")),
        ["A4.56"] = Word(() => Of(gpu => $"{gpu.Peak.Fp32.Tflops:0}")),
        ["A4.57"] = Figure(() => Sparse(Rtx4090.Peak.Fp16), elsewhere: () => Rtx4090.Peak.Fp16.Tflops > 300),
        ["A4.58"] = Figure(() => Sparse(A6000.Peak.Fp16), elsewhere: () => A6000.Peak.Fp16.Tflops > 300),
        ["A4.59"] = Figure(() => Sparse(Ada6000.Peak.Fp16), otherwise: Verdict.Misleading),
        ["A4.60"] = Word(() => Of(gpu => YesOrNo(HasFp8(gpu.Name)))),
        ["A4.61"] = Word(() => Of(gpu => YesOrNo(HasLink(gpu)))),
        ["A4.62"] = Word(() => Of(gpu => $"{gpu.TdpWatts:0}")),
        ["A4.64"] = Word(() => Of(gpu => YesOrNo(gpu.Ecc != "none"))),
        ["A4.66"] = Word(() => Of(gpu => $"{Dollars(gpu):0}")),
        ["A4.68"] = That(
            () => PerTflops(Rtx4090),
            price => Three.All(gpu => price <= PerTflops(gpu)),
            elsewhere: () => Catalog.Gpus.Where(gpu => Dollars(gpu) is not null && gpu.Peak.Fp16.IsKnown).All(gpu => PerTflops(Rtx4090) <= PerTflops(gpu))),
        ["A4.69"] = Word(() => YesOrNo(HasLink(Rtx4090))),
        ["A4.70"] = That(Trainable, billions => billions >= 1, elsewhere: () => Trainable() >= 7),
        ["A4.72"] = That(() => (A6000.LinkBytesPerSecond ?? 0) / 1e9, link => link > 0),
        ["A4.73"] = That(() => A6000.Peak.Fp16.Tflops!.Value / Ada6000.Peak.Fp16.Tflops!.Value, share => share < 1),
        ["A4.74"] = That(() => (A6000.LinkBytesPerSecond ?? 0) / 1e9, link => link > 0),
        ["A4.76"] = Word(() => YesOrNo(HasLink(Ada6000))),
        ["A4.77"] = That(NewestOverAda, times => times <= 1, Verdict.Misleading),
        ["A4.102"] = That(() => PerTflops(Rtx4090), price => Three.All(gpu => price <= PerTflops(gpu)), elsewhere: () => PerGiB(Catalog.Gpu("RTX 3090")) >= PerGiB(Rtx4090)),
        ["A4.103"] = That(() => PerGiB(A6000), price => price <= PerGiB(Ada6000), elsewhere: () => PerGiB(A6000) <= PerGiB(Rtx4090)),
        ["A4.104"] = That(NewestOverAda, times => times <= 1, Verdict.Misleading),
    };

    private static string Of(Func<GpuSpec, string> fact) => string.Join(", ", Three.Select(fact));

    private static string Formats(string gpu) =>
        YesOrNo(new[] { DataType.Fp16, DataType.Bf16, DataType.Int8 }.Select(Catalog.Gpu(gpu).Supports));

    private static bool HasFp8(string gpu) => Catalog.Gpu(gpu).Peak.Fp8.IsKnown;

    private static bool HasLink(GpuSpec gpu) => gpu.LinkBytesPerSecond is not null;

    /// <summary>Data sheets print twice the dense rate for matrices in which two of four weights are zero.</summary>
    private static double Sparse(PeakRate dense) => dense.Scale(2).Tflops!.Value;

    private static double TensorOverFp32(string gpu) => Catalog.Gpu(gpu).Peak.Fp16.Tflops!.Value / Catalog.Gpu(gpu).Peak.Fp32.Tflops!.Value;

    private static double? Dollars(GpuSpec gpu) => Catalog.PurchasePrice(gpu)?.Typical;

    private static double PerTflops(GpuSpec gpu) => Dollars(gpu)!.Value / gpu.Peak.Fp16.Tflops!.Value;

    private static double PerGiB(GpuSpec gpu) => Dollars(gpu)!.Value / gpu.NominalMemory.InGiB;

    /// <summary>Billions of parameters whose states of mixed precision fill the card.</summary>
    private static double Trainable() => Rtx4090.UsableMemory / Training.Published.ZeroStates.Replicated(1_000_000_000);

    private static double NewestOverAda() => Catalog.Gpu("RTX PRO 6000 Blackwell Workstation").NominalMemory / Ada6000.NominalMemory;
}
