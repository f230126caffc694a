using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>
/// What GPUs of llama.cpp keep so that several micro-batches are under way: where all layers and the output are on more than one of them, each has the
/// inputs of its layers several times, and no result takes their place. Left out: positions, indices, and a second mask, of layers with a window.
/// </summary>
public static class LlamaCppPipeline
{
    private const string LlamaCpp = "ggml-org/llama.cpp";
    private const string Copies = "input_copies";
    private const int FullMask = 4;
    private const int CastMask = 2;

    /// <summary>Inputs of a GPU: hidden states and the mask, which comes in FP32 and which later GPUs with flash attention take as the first has cast it.</summary>
    /// <param name="copies">c: copies.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="context">S: tokens of the context.</param>
    /// <param name="maskBytes">m: bytes of an element of the mask.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    [Formula("c · u · (S · m + H · 4)")]
    [Source(LlamaCpp, "ggml/src/ggml-backend.cpp ggml_backend_sched_split_graph: n_copies of each input of a split, marked as outputs; src/llama-context.cpp pipeline_parallel")]
    public static Bytes Inputs(int copies, long tokens, long context, int maskBytes, long hidden) => new(copies * tokens * (context * maskBytes + hidden * 4));

    /// <summary>What is computed beside the inputs: the mask that the first GPU casts, and the larger of logits and of what the widest layer keeps.</summary>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="cast">s: elements of the mask that is cast to FP16, 0 where none is.</param>
    /// <param name="vocabulary">V: tokens of the vocabulary, 0 where the head is elsewhere.</param>
    /// <param name="live">L: channels alive in the widest layer, beside its input and the residual.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    [Formula("u · (s · 2 + (H + max(V, H + L)) · 4)")]
    [Source(LlamaCpp, "ggml/src/ggml-alloc.c ggml_gallocr_free_node; ikawrakow/ik_llama.cpp issue 398, Qwen3-30B-A3B at 32768 tokens on two T4: 368.01 and 444.77 MiB")]
    public static Bytes Beside(long tokens, long cast, long vocabulary, long live, long hidden) => new(tokens * (cast * CastMask + (hidden + Math.Max(vocabulary, hidden + live)) * 4));

    /// <summary>Channels that the experts of a token keep: gate, up and output of each.</summary>
    /// <param name="experts">k: experts of a token.</param>
    /// <param name="width">w: width of an expert.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    [Formula("k · (2 · w + H)")]
    [Source(LlamaCpp, "src/llama-graph.cpp build_moe_ffn; ikawrakow/ik_llama.cpp issue 398")]
    public static long OfExperts(int experts, long width, long hidden) => experts * (2 * width + hidden);

    /// <summary>Whether several micro-batches are under way.</summary>
    internal static bool IsOn(ServingSetup setup) =>
        setup is { Plan: { Pipeline: > 1, Tensor: 1 }, Host: { Layers: 0, ExpertLayers: 0, HasHead: false } } && setup.Constants.Has(Copies);

    /// <summary>The buffer of a GPU.</summary>
    internal static Term Of(ServingSetup setup, PipelineStage stage, Input context, long vocabulary, long live)
    {
        var (tokens, isFlash) = (setup.BatchedTokens, setup.Constants.Has("flash_attention"));
        var casts = isFlash && stage.IsFirst;
        Input hidden = new("H", "channels of the hidden state", setup.Model.HiddenSize);
        var (mask, cast) = (isFlash && !stage.IsFirst ? CastMask : FullMask, casts ? context.Value.Whole : 0);
        return Term.Sum("Compute buffer", TermKind.Activations,
            Term.Computed("Copies of the inputs", TermKind.Activations, Inputs(setup.Constants.Whole(Copies), tokens.Value.Whole, context.Value.Whole, mask, setup.Model.HiddenSize), Inputs,
                setup.Constants.Input("c", "copies", Copies), tokens, context, new("m", "bytes of an element of the mask", mask), hidden),
            Term.Computed("Results beside them", TermKind.Activations, Beside(tokens.Value.Whole, cast, vocabulary, live, setup.Model.HiddenSize), Beside,
                tokens, new("s", "elements of the mask that is cast", cast), new("V", "tokens of the vocabulary", vocabulary), new("L", "channels alive in the widest layer", live), hidden));
    }
}
