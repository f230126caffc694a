using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Training;

/// <summary>LLaMA-Adapter and its second version, as LitGPT has them.</summary>
public static class PromptAdapter
{
    /// <summary>Tokens of a prompt where none are given (LitGPT's <c>adapter_prompt_length</c>).</summary>
    public const int DefaultTokens = 10;

    private const int FirstLayer = 2;

    /// <summary>Parameters of the first version: a prompt and a gate a head in each layer but the first two.</summary>
    /// <param name="layers">L: layers.</param>
    /// <param name="tokens">p: tokens of a prompt.</param>
    /// <param name="hidden">h: hidden size.</param>
    /// <param name="heads">a: query heads.</param>
    [Formula("(L − 2) · (p · h + a)")]
    [Source("LLaMA-Adapter, arXiv:2303.16199", "§3; Lightning-AI/litgpt litgpt/adapter.py: adapter_start_layer 2, adapter_wte, gating_factor")]
    public static long ParametersOf(long layers, long tokens, long hidden, long heads) => Math.Max(0, layers - FirstLayer) * (tokens * hidden + heads);

    /// <summary>What attention over the prompt keeps of a token in a layer: its result, which the gate scales, and its log-sum-exp.</summary>
    /// <param name="channels">A: channels of the attention's result.</param>
    /// <param name="heads">a: query heads.</param>
    /// <param name="bytes">e: bytes of a number.</param>
    [Formula("e · A + 4 · a")]
    [Source("Lightning-AI/litgpt", "litgpt/adapter.py, CausalSelfAttention.scaled_dot_product_attention: y + gating_factor · ay")]
    public static double KeptOfPrompt(double channels, double heads, double bytes) => bytes * channels + 4 * heads;

    /// <summary>What the second version keeps of a token besides: results of matrices before they are scaled, and normalised hidden states.</summary>
    /// <param name="outputs">o: outputs of all matrices of the layer.</param>
    /// <param name="norms">n: channels of its norms.</param>
    /// <param name="bytes">e: bytes of a number.</param>
    [Formula("e · (o + n)")]
    [Source("Lightning-AI/litgpt", "litgpt/adapter_v2.py, AdapterV2Linear.forward: adapter_scale · (linear(x) + adapter_bias)")]
    public static double KeptOfScales(double outputs, double norms, double bytes) => bytes * (outputs + norms);

    internal static IEnumerable<StateShape> Prompts(int tokens, ModelSpec model, Tensor tensor)
    {
        if (tensor is not { Role: TensorRole.AttentionOutput, IsVector: false, Layer: >= FirstLayer and var layer })
            yield break;
        yield return new(tokens, model.HiddenSize, 1, true);
        yield return new(AttentionShape.Heads(model.Layers[layer].Attention), 1, 1, false);
    }

    /// <summary>A bias and a scale for each output of a matrix, or the norm itself.</summary>
    internal static IEnumerable<StateShape> Scales(Tensor tensor) => tensor switch
    {
        { IsVector: true, Role: TensorRole.Norm } => [new(tensor.Rows, 1, 1, false)],
        { IsVector: true } or { Part: ModelPart.Embedding } => [],
        _ => [new(tensor.Rows, 1, tensor.Copies, false), new(tensor.Rows, 1, tensor.Copies, false)],
    };
}
