using Sizing.Explain;
using Sizing.Inference;
using Sizing.Training.Published;
using static Sizing.Notebook.Claims.Cases;
using static Sizing.Notebook.Claims.Check;

namespace Sizing.Notebook.Claims;

/// <summary>A2, LLM 모델 메모리 사용량 계산하는 방법: formulas for training and inference memory.</summary>
internal static class ArticleA2
{
    private const long SevenBillion = 7_000_000_000;

    private static readonly Bytes Weights13 = Bytes.FromGB(26);

    private static Bytes PerToken => KvCache.BytesPerToken(Llama2Of13B, DataType.Fp16);

    internal static IReadOnlyDictionary<string, Check> Checks { get; } = new Dictionary<string, Check>
    {
        ["A2.1"] = That(FourParts, share => share > 80),
        ["A2.2"] = That(() => 100 * Parts(Serve(Llama3, "RTX 4090").Estimate()), share => share is > 99 and < 101),
        ["A2.3"] = Figure(OfTheOther),
        ["A2.4"] = Figure(() => DataType.Fp32.BytesOf(1).Count),
        ["A2.5"] = Figure(() => (DataType.Bf16.BytesOf(1) + DataType.Fp32.BytesOf(1)).Count),
        ["A2.6"] = Figure(() => DataType.Fp16.BytesOf(1).Count),
        ["A2.8"] = Figure(() => DataType.Fp16.BytesOf(345_000_000).Count / 1e6),
        ["A2.9"] = Figure(() => Cases.Weights(Llama2Of13B).InGB),
        ["A2.11"] = WithMaster(Optimizer.AdamW),
        ["A2.12"] = WithMaster(Optimizer.Sgd),
        ["A2.13"] = Figure(() => States(Train(Llama2, Optimizer.Lamb)) / States(Train(Llama2, Optimizer.AdamW))),
        ["A2.14"] = WithMaster(Optimizer.Adagrad),
        ["A2.15"] = WithMaster(Optimizer.RmsProp),
        ["A2.16"] = Figure(Gradient, elsewhere: () => MegatronStates.Bf16() - ZeroStates.OptimizerBytes - DataType.Bf16.BytesPerBlock == Gradient()),
        ["A2.19"] = Figure(() => 100 * (Activations() / Cases.Weights(Llama2))),
        ["A2.20"] = Figure(() => Cases.Weights(Llama2).InGB, tolerance: 0.04),
        ["A2.21"] = Figure(
            () => new Bytes(ZeroStates.OptimizerBytes * SevenBillion).InGB,
            elsewhere: () => IsStateAlone(Optimizer.AdamW)),
        ["A2.22"] = Figure(() => DataType.Bf16.BytesOf(SevenBillion).InGB),
        ["A2.23"] = Figure(() => Activations().InGB),
        ["A2.24"] = Figure(() => RulesOfThumb.TrainingOfA2(SevenBillion, 3).Value.Whole / 1e9),
        ["A2.25"] = That(() => 100 * WeightsAndCache(Serve(Llama3, "RTX 4090")), share => share > 80, elsewhere: () => WeightsAndCache(Serve(Llama3, "RTX 4090")) > 0.99),
        ["A2.26"] = That(() => PerToken.Count / (double)RulesOfThumb.KvBytesPerTokenOfA2(Llama2Of13B.Layers.Count, Llama2Of13B.HiddenSize).Count * 2, vectors => vectors == 2),
        ["A2.27"] = Figure(() => KvCache.BytesPerBatch(Llama2Of13B, 4096, 10, DataType.Fp16) / KvCache.BytesPerBatch(Llama2Of13B, 2048, 5, DataType.Fp16)),
        ["A2.28"] = Figure(() => OfLayersTimesHidden(Llama2Of13B), elsewhere: () => OfLayersTimesHidden(Llama3) > 0.99),
        ["A2.29"] = Word(() => $"{Llama2Of13B.Layers.Count}, {Llama2Of13B.HiddenSize}"),
        ["A2.30"] = Figure(() => PerToken / DataType.Fp16.BytesOf(2)),
        ["A2.31"] = Figure(() => PerToken.Count / 2.0),
        ["A2.32"] = Figure(() => PerToken.Count / 1024.0),
        ["A2.33"] = Figure(() => KvCache.BytesPerSequence(Llama2Of13B, 2000, DataType.Fp16).InGB, tolerance: 0.03),
        ["A2.34"] = Figure(() => KvCache.BytesPerBatch(Llama2Of13B, 2000, 10, DataType.Fp16).InGB, tolerance: 0.03),
        ["A2.35"] = That(() => Llama2Of13B.MaxContext!.Value, longest => longest >= 8192),
        ["A2.36"] = Figure(() => Cases.Weights(Llama2Of13B).InGB),
        ["A2.37"] = Figure(() => (PerToken * 8192).InGB, tolerance: 0.03),
        ["A2.38"] = Figure(() => RulesOfThumb.OverheadOfA2(Weights13 + Bytes.FromGB(6.6)).InGB),
        ["A2.39"] = Figure(() => RulesOfThumb.InferenceOfA2(Weights13, Bytes.FromGB(6.6)).Value.Whole / 1e9),
        ["A2.40"] = Figure(() => (PerToken * 8192 * 10).InGB, tolerance: 0.03),
        ["A2.41"] = Figure(() => RulesOfThumb.OverheadOfA2(Weights13 + Bytes.FromGB(66)).InGB),
        ["A2.42"] = Figure(() => 100 * (1 / WeightsAndCache(Serve(Llama3, "H100 SXM 80GB")) - 1), tolerance: 0.2, otherwise: Verdict.Misleading),
    };

    /// <summary>What an optimizer keeps, counted in FP32 copies of the model with the master copy as one; elsewhere, the state alone.</summary>
    private static Check WithMaster(Optimizer optimizer) =>
        Figure(() => CopiesWithMaster(optimizer), elsewhere: () => IsStateAlone(optimizer));

    private static bool IsStateAlone(Optimizer optimizer) =>
        Math.Abs(CopiesWithMaster(optimizer) - 1 - RulesOfThumb.OptimizerMultiplierOfA2(optimizer.Name)) < 0.1;

    private static double CopiesWithMaster(Optimizer optimizer)
    {
        var run = Train(Llama2, optimizer) with { Precision = TrainingPrecision.Fp32 };
        return run.Estimate().Memory.SteadyBytes / DataType.Fp32.BytesOf(Llama2.Parameters.Total);
    }

    private static double Gradient() => ZeroStates.Replicated(1).Count - ZeroStates.OptimizerBytes - DataType.Bf16.BytesPerBlock;

    private static double FourParts() => ShareOfPeak(
        Train(Llama2, Optimizer.AdamW).Estimate().Memory,
        TermKind.Weights, TermKind.MasterWeights, TermKind.Optimizer, TermKind.Gradients, TermKind.Activations, TermKind.Loss, TermKind.Temporary, TermKind.Overhead);

    /// <summary>Optimizer in the serving tree and KV cache in the training tree.</summary>
    private static double OfTheOther() =>
        BytesOf(Serve(Llama3, "RTX 4090").Estimate().Memory, TermKind.Optimizer) + BytesOf(Train(Llama2, Optimizer.AdamW).Estimate().Memory.Peak, TermKind.KvCache);

    private static double Parts(ServingEstimate estimate) =>
        (estimate.Weights + estimate.KvPool + estimate.Activations + estimate.Overhead) / estimate.Budget;

    private static double WeightsAndCache(Serving serving) =>
        serving.Estimate() is var estimate ? (estimate.Weights + estimate.KvPool) / estimate.Budget : 0;

    /// <summary>The GPT block of arXiv:2205.05198 with FlashAttention, for Llama-2-7B and one sequence of 4,096 tokens.</summary>
    private static Bytes Activations() => GptBlockActivations.SelectiveRecompute(4096L * Llama2.Layers.Count, Llama2.HiddenSize, ranks: 1);

    private static double OfLayersTimesHidden(ModelSpec model) =>
        KvCache.BytesPerToken(model, DataType.Fp16) / RulesOfThumb.KvBytesPerTokenOfA2(model.Layers.Count, model.HiddenSize);
}
