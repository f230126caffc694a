using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The scratch buffer of llama.cpp, per GPU.</summary>
public static class LlamaCppBuffers
{
    private const string LlamaCpp = "ggml-org/llama.cpp";

    /// <summary>
    /// Without flash attention the scores of all query heads are kept in FP32, beside the mask and hidden states. The logits of a micro-batch come after
    /// the last layer and take the same place, so that the larger of the two decides.
    /// </summary>
    /// <param name="vocabulary">V: tokens of the vocabulary, 0 where the head is elsewhere.</param>
    /// <param name="heads">nq: query heads.</param>
    /// <param name="context">S: tokens of the context.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    /// <param name="copies">h: hidden states alive.</param>
    [Formula("u · max(V + H, nq · S + S + h · H) · 4")]
    [Source(LlamaCpp, "src/llama-graph.cpp build_attn_mha; ggml/src/ggml-alloc.c ggml_gallocr_free_node; Llama-2-7B at 4096 tokens: 296 MiB")]
    public static Bytes Scores(long vocabulary, long heads, long context, long tokens, long hidden, long copies) =>
        new(tokens * Math.Max(vocabulary + hidden, heads * context + context + copies * hidden) * 4);

    /// <summary>
    /// With flash attention the logits of a micro-batch decide, or the mask at long contexts: it comes in FP32, is cast to FP16, and leaves its place to the
    /// feed-forward blocks. A second mask, of layers with a window, is left out.
    /// </summary>
    /// <param name="vocabulary">V: tokens of the vocabulary, 0 where the head is elsewhere.</param>
    /// <param name="inner">F: channels alive in the feed-forward block.</param>
    /// <param name="context">S: tokens of the context.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    [Formula("u · (H · 4 + max(V · 4, S · 2 + max(S, F) · 4))")]
    [Source(LlamaCpp, "src/llama-graph.cpp self_kq_mask_cnv; ggml/src/ggml-alloc.c ggml_gallocr_free_node; build 7342, Qwen3-Coder-30B-A3B at 65536 tokens: 300.75 MiB")]
    public static Bytes Flash(long vocabulary, long inner, long context, long tokens, long hidden) =>
        new(tokens * (hidden * 4 + Math.Max(vocabulary * 4, context * 2 + Math.Max(context, inner) * 4)));

    internal static Term Of(ServingSetup setup, PipelineStage stage) => LlamaCppCopies.Of(setup, stage) is { } copy
        ? Term.Maximum("Compute buffer", TermKind.Activations, OfStage(setup, stage) with { Name = "Compute buffer of the layers" }, copy)
        : OfStage(setup, stage);

    private static Term OfStage(ServingSetup setup, PipelineStage stage)
    {
        var (tokens, hidden) = (setup.BatchedTokens, setup.Model.HiddenSize);
        var context = KvLayout.Ceiling(setup.Context, setup.Constants.Whole("block")) * setup.Constants.Whole("block");
        var vocabulary = stage.IsLast && !setup.Host.HasHead ? setup.Model.Head?.Rows ?? 0 : 0;
        Input contextInput = new("S", "tokens of the padded context", Amount.Exact(context, Unit.Tokens));
        Input hiddenInput = new("H", "channels of the hidden state", hidden);
        Input vocabularyInput = new("V", "tokens of the vocabulary", vocabulary);
        var inner = Widest(stage, layer => layer.FeedForward.Accept(new LiveChannels(1)));
        var heads = Widest(stage, layer => HeadsOf(layer.Attention));
        if (LlamaCppPipeline.IsOn(setup))
            return LlamaCppPipeline.Of(setup, stage, contextInput, vocabulary, setup.Constants.Has("flash_attention")
                ? Math.Max(inner, Widest(stage, layer => layer.FeedForward is MixtureOfExperts experts ? LlamaCppPipeline.OfExperts(experts.ExpertsPerToken, experts.ExpertWidth, hidden) : 0))
                : heads * context + (setup.Constants.Whole("hidden_copies") - 3) * hidden);
        if (setup.Constants.Has("flash_attention"))
            return Term.Computed("Compute buffer", TermKind.Activations, Flash(vocabulary, inner, context, tokens.Value.Whole, hidden), Flash,
                tokens, vocabularyInput, new("F", "channels alive in the feed-forward block", inner), contextInput, hiddenInput);

        var copies = setup.Constants.Whole("hidden_copies");
        return Term.Computed("Compute buffer", TermKind.Activations, Scores(vocabulary, heads, context, tokens.Value.Whole, hidden, copies), Scores,
            tokens, vocabularyInput, new("nq", "query heads", heads), contextInput, setup.Constants.Input("h", "hidden states alive", "hidden_copies"), hiddenInput);
    }

    /// <summary>Of the layers of a stage the largest, or 0: a GPU may hold the output alone.</summary>
    private static long Widest(PipelineStage stage, Func<LayerSpec, long> width) => stage.Layers.Select(width).DefaultIfEmpty().Max();

    private static int HeadsOf(Attention attention) => attention switch
    {
        GroupedQueryAttention grouped => grouped.Heads,
        LatentAttention latent => latent.Heads,
        _ => 0,
    };
}
