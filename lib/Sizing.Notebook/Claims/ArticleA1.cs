using Sizing.Inference;
using Sizing.Training.Published;
using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A1, LLM 훈련/추론 시 총 메모리 크기는?: the memory of Llama-3-8B in training and inference.</summary>
internal static class ArticleA1
{
    private const string Card24 = "RTX 4090";
    private const string Card16 = "RTX 4080 16GB";

    private static Bytes MixedStates => ZeroStates.Replicated(Llama3.Parameters.Total);

    private static double NeededGB(int conversations) => Needed(Serve(Llama3, Card24), conversations).InGB;

    private static bool NearTwenty(double gigabytes) => gigabytes is > 18 and < 22;

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A1.2"] = Word(() => Llama3.StoredType.Name),
        ["A1.3"] = Figure(() => MixedStates.InGB, otherwise: Verdict.Misleading),
        ["A1.4"] = Figure(() => DataType.Bf16.BytesOf(1) / DataType.Fp16.BytesOf(1)),
        ["A1.5"] = Figure(() => MixedStates / Cases.Weights(Llama3)),
        ["A1.6"] = Figure(() => Cases.Weights(Llama3).InGB),
        ["A1.7"] = Figure(() => MixedStates.InGB),
        ["A1.8"] = That(() => Smallest().InGB, least => least >= 40),
        ["A1.9"] = That(() => Mixed().Memory.PeakBytes.InGB, peak => Mixed().Fits, Verdict.Misleading),
        ["A1.10"] = That(() => ZeroStates.Stage3(Llama3.Parameters.Total, 1).InGB, states => states < Catalog.Gpu("H100 SXM 80GB").UsableMemory.InGB),
        ["A1.11"] = Figure(() => Llama3.Parameters.Total / 1e9),
        ["A1.12"] = Figure(() => Cases.Weights(Llama3).InGB),
        ["A1.13"] = That(ServingOverTraining, share => share < 0.25),
        ["A1.14"] = Figure(() => NeededGB(1), tolerance: 0.1, elsewhere: () => NearTwenty(NeededGB(16))),
        ["A1.15"] = Figure(() => Needed(Serve(Llama3, Card24), 1) / Cases.Weights(Llama3)),
        ["A1.16"] = Figure(() => NeededGB(1), tolerance: 0.1, elsewhere: () => NearTwenty(NeededGB(16))),
        ["A1.17"] = Figure(() => Catalog.Gpu("RTX A6000").NominalMemory.InGiB),
        ["A1.18"] = That(() => Serve(Llama3, Card24).Estimate().KvPool.InGiB, room => room >= 1),
        ["A1.19"] = That(() => Serve(Llama3, Card16, context: 256).Estimate().KvPool.InGiB, room => room > 0, Verdict.Misleading),
        ["A1.20"] = That(() => (Serve(Llama3, Card16) with { Weights = WeightFormat.Int8 }).Estimate().KvPool.InGiB, room => room >= 1),
        ["A1.21"] = That(() => Serve(Llama3, Card24).Estimate().MaxConcurrency, conversations => conversations >= 1),
        ["A1.22"] = That(TokensOfTwoCards, ratio => ratio >= 2),
        ["A1.23"] = That(() => Serve(Llama3, Card24).Estimate().MaxConcurrency, conversations => conversations >= 1),
        ["A1.24"] = Word(() => Catalog.Gpu(Card24).Architecture),
        ["A1.25"] = Word(() => Bf16On("H100 SXM 80GB", "RTX 6000 Ada", "B200")),
        ["A1.26"] = Word(() => Bf16On("V100 SXM 16GB", "T4")),
        ["A1.32"] = Figure(() => NeededGB(1), tolerance: 0.1, elsewhere: () => NearTwenty(NeededGB(16))),
        ["A1.33"] = That(() => Serve(Llama3, Card24).Estimate().KvPool.InGiB, room => room >= 1),
    };

    /// <summary>All parameters in BF16 with paged eight-bit states and the update inside the backward pass.</summary>
    private static Bytes Smallest() => (Train(Llama3, Optimizer.PagedAdamW8Bit) with
    {
        OptimizerInBackward = true,
        Recompute = Recompute.Full,
        Sequence = 2048,
    }).Estimate().Memory.PeakBytes;

    private static TrainingEstimate Mixed() =>
        (Train(Llama3, Optimizer.AdamW) with { Precision = TrainingPrecision.Bf16Mixed, Recompute = Recompute.Full }).Estimate();

    /// <summary>Activations and cache of one served conversation, as a share of the activations of training on as many tokens.</summary>
    private static double ServingOverTraining()
    {
        var serving = Serve(Llama3, Card24).Estimate().Activations + KvCache.BytesPerSequence(Llama3, 8192, DataType.Bf16);
        return serving / GptBlockActivations.SelectiveRecompute(8192L * Llama3.Layers.Count, Llama3.HiddenSize, ranks: 1);
    }

    private static double TokensOfTwoCards() =>
        (Serve(Llama3, Card24) with { Plan = new(Tensor: 2) }).Estimate().CapacityTokens / (double)Serve(Llama3, Card24).Estimate().CapacityTokens;

    private static string Bf16On(params string[] gpus) => YesOrNo(gpus.Select(gpu => Catalog.Gpu(gpu).Supports(DataType.Bf16)));
}
