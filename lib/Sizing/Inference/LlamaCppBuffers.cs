using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>The scratch buffer of llama.cpp, per GPU.</summary>
public static class LlamaCppBuffers
{
    private const string LlamaCpp = "ggml-org/llama.cpp";

    /// <summary>Without flash attention the scores of all query heads are kept in FP32, beside the mask and hidden states.</summary>
    /// <param name="heads">nq: query heads.</param>
    /// <param name="context">S: tokens of the context.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    /// <param name="copies">h: hidden states alive.</param>
    [Formula("u · (nq · S + S + h · H) · 4")]
    [Source(LlamaCpp, "src/llama-graph.cpp build_attn_mha; Llama-2-7B at 4096 tokens: 296 MiB")]
    public static Bytes Scores(long heads, long context, long tokens, long hidden, long copies) =>
        new(tokens * (heads * context + context + copies * hidden) * 4);

    /// <summary>With flash attention the logits of a micro-batch or the feed-forward block decide, beside an FP16 mask.</summary>
    /// <param name="vocabulary">V: tokens of the vocabulary.</param>
    /// <param name="inner">F: channels alive in the feed-forward block.</param>
    /// <param name="context">S: tokens of the context.</param>
    /// <param name="tokens">u: tokens of a micro-batch.</param>
    /// <param name="hidden">H: channels of the hidden state.</param>
    [Formula("u · (max(V, F) + H) · 4 + S · u · 2")]
    [Source(LlamaCpp, "src/llama-graph.cpp; gpustack/gguf-parser-go file_estimate__llamacpp.go")]
    public static Bytes Flash(long vocabulary, long inner, long context, long tokens, long hidden) =>
        new(tokens * (Math.Max(vocabulary, inner) + hidden) * 4 + context * tokens * 2);

    internal static Term Of(ServingSetup setup, PipelineStage stage)
    {
        var (tokens, hidden) = (setup.BatchedTokens, setup.Model.HiddenSize);
        var context = KvLayout.Ceiling(setup.Context, setup.Constants.Whole("block")) * setup.Constants.Whole("block");
        Input contextInput = new("S", "tokens of the padded context", Amount.Exact(context, Unit.Tokens));
        Input hiddenInput = new("H", "channels of the hidden state", hidden);
        if (setup.Constants.Has("flash_attention"))
        {
            var vocabulary = stage.IsLast && !setup.Host.HasHead ? setup.Model.Head?.Rows ?? 0 : 0;
            var inner = stage.Layers.Max(layer => layer.FeedForward.Accept(new LiveChannels(1)));
            return Term.Computed("Compute buffer", TermKind.Activations, Flash(vocabulary, inner, context, tokens.Value.Whole, hidden), Flash,
                tokens, new("V", "tokens of the vocabulary", vocabulary), new("F", "channels alive in the feed-forward block", inner), contextInput, hiddenInput);
        }

        var heads = stage.Layers.Max(layer => HeadsOf(layer.Attention));
        var copies = setup.Constants.Whole("hidden_copies");
        return Term.Computed("Compute buffer", TermKind.Activations, Scores(heads, context, tokens.Value.Whole, hidden, copies), Scores,
            tokens, new("nq", "query heads", heads), contextInput, setup.Constants.Input("h", "hidden states alive", "hidden_copies"), hiddenInput);
    }

    private static int HeadsOf(Attention attention) => attention switch
    {
        GroupedQueryAttention grouped => grouped.Heads,
        LatentAttention latent => latent.Heads,
        _ => 0,
    };
}
