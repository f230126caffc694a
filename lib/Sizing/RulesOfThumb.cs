using Sizing.Explain;

namespace Sizing;

/// <summary>
/// The sums that people read on the web, named and cited, so that a lesson can set them beside the exact result.
/// They are reproduced as they are printed, faults included; nothing else in the library uses them.
/// </summary>
/// <remarks>
/// A1 is "LLM 훈련/추론 시 총 메모리 크기는?" (2025-05-06); A2 is "LLM 모델 메모리 사용량 계산하는 방법" (Cori).
/// Results are in the decimal GB of the articles, as <see cref="Bytes"/>.
/// </remarks>
public static class RulesOfThumb
{
    private const string ArticleA1 = "A1, LLM 훈련/추론 시 총 메모리 크기는?";
    private const string ArticleA2 = "A2, LLM 모델 메모리 사용량 계산하는 방법";

    /// <summary>
    /// A1's training memory: the weights doubled, plus two to three times the weights. Doubling counts the two bytes of BF16 twice.
    /// </summary>
    /// <param name="weights">W: bytes of the weights in BF16.</param>
    /// <param name="extraFactor">x: 2 or 3 in the article.</param>
    [Formula("W · 2 + W · x")]
    [Source(ArticleA1, "section 1")]
    public static Bytes TrainingOfA1(Bytes weights, int extraFactor) => weights * 2 + weights * extraFactor;

    /// <summary>A1's inference memory: the weights plus "a few GB" of headroom; the article ends at 20 GB for 16 GB of weights.</summary>
    /// <param name="weights">W: bytes of the weights in BF16.</param>
    /// <param name="headroom">R: headroom; 4 GB gives the article's 20 GB.</param>
    [Formula("W + R")]
    [Source(ArticleA1, "section 2")]
    public static Bytes InferenceOfA1(Bytes weights, Bytes headroom) => weights + headroom;

    /// <summary>A2's weights: parameters times bytes of the data type.</summary>
    /// <param name="parameters">P: parameters, rounded as the article rounds them.</param>
    /// <param name="type">e: the data type of the weights; FP16 in the article.</param>
    [Formula("P · e")]
    [Source(ArticleA2, "training 1")]
    public static Bytes WeightsOfA2(long parameters, DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.BytesOf(parameters);
    }

    /// <summary>A2's optimizer memory: four bytes a parameter, times the multiplier of the optimizer.</summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="multiplier">k: 3 for AdamW and LAMB, 2 for Adagrad and RMSProp, 1 for SGD.</param>
    [Formula("P · 4 · k")]
    [Source(ArticleA2, "training 2")]
    public static Bytes OptimizerOfA2(long parameters, int multiplier) => DataType.Fp32.BytesOf(parameters) * multiplier;

    /// <summary>A2's multiplier of an optimizer, by its name in the article.</summary>
    /// <exception cref="SizingException">The article does not name the optimizer.</exception>
    public static int OptimizerMultiplierOfA2(string optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Trim().ToUpperInvariant() switch
        {
            "ADAMW" or "ADAM" or "LAMB" => 3,
            "ADAGRAD" or "RMSPROP" => 2,
            "SGD" => 1,
            _ => throw new SizingException($"Article A2 has no multiplier for '{optimizer}'; it names AdamW, LAMB, Adagrad, RMSProp and SGD."),
        };
    }

    /// <summary>A2's activations and overhead: a tenth of what they are added to.</summary>
    /// <param name="memory">M: the weights in training; weights and KV cache in inference.</param>
    [Formula("0.1 · M")]
    [Source(ArticleA2, "training 4, inference 2")]
    public static Bytes OverheadOfA2(Bytes memory) => new(memory.Count / 10);

    /// <summary>
    /// A2's training memory, as the sum of its own parts. The article prints 132.4 GB for 7 billion parameters with AdamW;
    /// its parts add up to 113.4 GB.
    /// </summary>
    /// <param name="parameters">P: parameters.</param>
    /// <param name="multiplier">k: see <see cref="OptimizerMultiplierOfA2"/>.</param>
    [Formula("P · 2 + P · 4 · k + P · 2 + 0.1 · P · 2")]
    [Source(ArticleA2, "training, worked example")]
    public static Term TrainingOfA2(long parameters, int multiplier)
    {
        var weights = WeightsOfA2(parameters, DataType.Fp16);
        Input p = new("P", "parameters", Amount.Exact(parameters, Unit.Parameters));
        Input e = new("e", "bytes of FP16", DataType.Fp16.BytesPerBlock);
        return Term.Sum(
            "Training memory by A2",
            TermKind.Other,
            Term.Computed("Weights", TermKind.Weights, weights, WeightsOfA2, p, e),
            Term.Computed("Optimizer", TermKind.Optimizer, OptimizerOfA2(parameters, multiplier), OptimizerOfA2, p, new("k", "multiplier of the optimizer", multiplier)),
            Term.Computed("Gradients", TermKind.Gradients, weights, WeightsOfA2, p, e),
            Term.Computed("Activations and overhead", TermKind.Activations, OverheadOfA2(weights), OverheadOfA2, new Input("M", "weights", weights)))
            with
        { Scope = Scope.Cluster };
    }

    /// <summary>A2's inference memory: weights, KV cache and a tenth of both.</summary>
    /// <param name="weights">W: bytes of the weights.</param>
    /// <param name="kvCache">C: bytes of the KV cache of all requests.</param>
    [Formula("W + C + 0.1 · (W + C)")]
    [Source(ArticleA2, "inference, worked example")]
    public static Term InferenceOfA2(Bytes weights, Bytes kvCache) => Term.Sum(
        "Inference memory by A2",
        TermKind.Other,
        Term.Given("Weights", TermKind.Weights, weights),
        Term.Given("KV cache", TermKind.KvCache, kvCache),
        Term.Computed("Activations and overhead", TermKind.Activations, OverheadOfA2(weights + kvCache), OverheadOfA2, new Input("M", "weights and KV cache", weights + kvCache)))
        with
    { Scope = Scope.Cluster };

    /// <summary>A2's KV bytes of one token: layers times hidden size times two bytes, twice. True for multi-head attention only.</summary>
    /// <param name="layers">L: layers.</param>
    /// <param name="hiddenSize">H: hidden size.</param>
    [Formula("2 · L · H · 2")]
    [Source(ArticleA2, "inference 1")]
    public static Bytes KvBytesPerTokenOfA2(int layers, int hiddenSize) => DataType.Fp16.BytesOf(2L * layers * hiddenSize);
}
