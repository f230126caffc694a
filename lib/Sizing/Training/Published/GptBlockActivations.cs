using Sizing.Explain;

namespace Sizing.Training.Published;

/// <summary>
/// Activations of a GPT block (LayerNorm, GELU of width 4h, dropout, 16 bits) as Korthikanti et al. count them; bytes of one layer.
/// A cross-check: a model's own layers are counted tensor by tensor in the layer activations.
/// </summary>
public static class GptBlockActivations
{
    private const string Paper = "Korthikanti et al., arXiv:2205.05198";

    /// <summary>Attention: inputs, queries, keys, values, scores, softmax, dropout masks.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: attention heads.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("11 · T · h + 5 · a · s · T")]
    [Source(Paper, "§4.1")]
    public static Bytes Attention(long tokens, long hidden, long heads, long sequence) => new(11 * tokens * hidden + 5 * heads * sequence * tokens);

    /// <summary>Feed-forward block: two inputs, the GELU input and a dropout mask.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    [Formula("19 · T · h")]
    [Source(Paper, "§4.1")]
    public static Bytes FeedForward(long tokens, long hidden) => new(19 * tokens * hidden);

    /// <summary>The inputs of two layer norms.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    [Formula("4 · T · h")]
    [Source(Paper, "§4.1")]
    public static Bytes LayerNorms(long tokens, long hidden) => new(4 * tokens * hidden);

    /// <summary>One layer without parallelism or recomputation.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: attention heads.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("T · h · (34 + 5 · a · s / h)")]
    [Source(Paper, "Eq. 1")]
    public static Bytes Layer(long tokens, long hidden, long heads, long sequence) =>
        Attention(tokens, hidden, heads, sequence) + FeedForward(tokens, hidden) + LayerNorms(tokens, hidden);

    /// <summary>One layer under tensor parallelism.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: attention heads.</param>
    /// <param name="sequence">s: sequence length.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("T · h · (10 + 24 / t + 5 · a · s / (h · t))")]
    [Source(Paper, "Eq. 2")]
    public static Bytes TensorParallel(long tokens, long hidden, long heads, long sequence, int ranks) =>
        new Bytes(10 * tokens * hidden) + new Bytes(24 * tokens * hidden + 5 * heads * sequence * tokens).DividedOver(ranks);

    /// <summary>One layer under tensor and sequence parallelism.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: attention heads.</param>
    /// <param name="sequence">s: sequence length.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("T · h / t · (34 + 5 · a · s / h)")]
    [Source(Paper, "Eq. 4")]
    public static Bytes SequenceParallel(long tokens, long hidden, long heads, long sequence, int ranks) =>
        Layer(tokens, hidden, heads, sequence).DividedOver(ranks);

    /// <summary>One layer under tensor and sequence parallelism with the attention core recomputed.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="ranks">t: tensor-parallel ranks.</param>
    [Formula("34 · T · h / t")]
    [Source(Paper, "Eq. 6")]
    public static Bytes SelectiveRecompute(long tokens, long hidden, int ranks) => new Bytes(34 * tokens * hidden).DividedOver(ranks);

    /// <summary>One layer when only its input is kept.</summary>
    /// <param name="tokens">T: sequence length times micro-batch.</param>
    /// <param name="hidden">h: hidden size.</param>
    [Formula("2 · T · h")]
    [Source(Paper, "§4.2.3")]
    public static Bytes FullRecompute(long tokens, long hidden) => new(2 * tokens * hidden);

    /// <summary>The factor by which interleaved pipeline schedules raise the activations of the first stage.</summary>
    /// <param name="stages">p: pipeline stages.</param>
    /// <param name="virtualStages">m: model chunks per stage.</param>
    [Formula("1 + (p − 1) / (p · m)")]
    [Source(Paper, "§4.2.3")]
    public static double InterleavingFactor(int stages, int virtualStages) => 1 + (stages - 1.0) / (stages * virtualStages);

    /// <summary>The share of a layer's activations that recomputing the attention core saves.</summary>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: attention heads.</param>
    /// <param name="sequence">s: sequence length.</param>
    [Formula("(5 · a · s / h) / (34 + 5 · a · s / h)")]
    [Source(Paper, "§5, selective activation recomputation")]
    public static double SelectiveSaving(long hidden, long heads, long sequence)
    {
        var core = 5.0 * heads * sequence / hidden;
        return core / (34 + core);
    }
}
