using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Performance;

/// <summary>Sums up what steps of a serving ask of its most loaded GPU.</summary>
public static class StepWorks
{
    /// <summary>Tokens that llama.cpp computes at a time (its <c>--ubatch-size</c>).</summary>
    private const int LlamaCppChunk = 512;

    /// <summary>The work of a serving at one shape of request.</summary>
    /// <param name="setup">The settings, all decided.</param>
    /// <param name="request">The shape of the requests.</param>
    public static StepWork Of(ServingSetup setup, RequestShape request)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(request);
        return Of(setup, request, ModelLoad.Of(setup.Model, setup.Weights, setup.Plan));
    }

    /// <summary>The same with tensors that were summed before.</summary>
    internal static StepWork Of(ServingSetup setup, RequestShape request, ModelLoad load)
    {
        var (model, plan) = (setup.Model, setup.Plan);
        var prompt = FirstToken.ComputedTokens(request.Input, request.PrefixHit);
        var replicas = load.Experts > 0 && plan.Expert > 1 ? plan.Data : 1;
        return new()
        {
            CommonBytes = load.CommonBytes,
            ExpertBytes = load.ExpertBytes,
            Experts = load.Experts,
            ExpertsPerToken = load.ExpertsPerToken,
            CommonFlops = load.CommonFlops / plan.Tensor,
            ExpertFlops = load.ExpertFlops / (plan.Tensor * replicas),
            CacheBytes = CacheOf(setup, request.Input + request.Output / 2),
            SampledLogits = request.Sampled ? model.VocabularySize : 0,
            HostSeconds = request.HostSeconds,
            PromptAttentionFlops = FirstToken.ComputedTokens(AttentionFlops.OfPrompt(model, request.Input), request.PrefixHit) / plan.Tensor,
            Layers = LayersOf(model),
            ExpertLayers = load.ExpertLayers,
            RecurrentLayers = model.Layers.Count(layer => StateElements.Of(layer.Attention, 1).Recurrent > 0),
            LatentLayers = model.Layers.Count(layer => layer.Attention is LatentAttention),
            IndexerLayers = model.Layers.Count(layer => layer.Attention is LatentAttention { Indexer: not null } or CompressedAttention { Indexer: not null }),
            BlockScaledLayers = load.BlockScaledLayers,
            MessageBytes = (double)model.HiddenSize * setup.ActivationBytes,
            Ranks = plan.Tensor * replicas,
            AttentionReplicas = replicas,
            PadsReplicas = setup.Engine.Kind == EngineKind.Vllm,
            Prompt = prompt,
            Text = request.Input,
            CapturedTokens = request.CapturedTokens,
            StartShare = request.Rounds > 0 ? FirstToken.StartShare(request.Rounds) : 0,
            QueuedRounds = request.AllAtOnce ? Math.Max(1, request.Rounds) : 0,
            HeldSteps = request.HeldSteps,
            PollSteps = request.PollSteps,
            PromptChunks = Math.Max(1, Math.Ceiling(prompt / ChunkOf(setup))),
            Answer = request.Output,
            Stages = plan.Pipeline,
            Crossings = plan.Pipeline == 1 ? 0 : CrossingsOf(plan, Catalog.Network(setup.Gpu, setup.Asked.System).GpusOfServer),
            PrefillShare = setup.Asked.Load.PrefillReplicas is { } prefill ? prefill / (double)plan.Data : 0,
            SentBytes = setup.Asked.Load.PrefillReplicas is null ? 0 : CacheOf(setup, request.Input) / plan.Pipeline,
            TokensPerStep = request.Drafted + 1,
            Yield = Speculation.TokensOfStep(request.Accepted, request.Drafted),
        };
    }

    /// <summary>Layers of a mixer and a feed-forward network each; one that is only one of them counts half.</summary>
    internal static double LayersOf(ModelSpec model) => model.Layers.Sum(layer => (layer.Attention is NoAttention ? 0 : 0.5) + (layer.FeedForward is NoFeedForward ? 0 : 0.5));

    /// <summary>The format in which matrices are multiplied: that to which activations are quantized where the GPU has it, else their own.</summary>
    public static NumberFormat ArithmeticOf(ServingSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var isMxFp4 = setup.Weights.Name == WeightFormat.MxFp4.Name;
        var wanted = setup.QuantizedActivation ?? (isMxFp4 ? NumberFormat.Fp8 : Plain(setup));
        var isNative = !isMxFp4 || setup.Gpu.Peak.Fp4.IsKnown;
        return isNative && setup.Gpu.Peak[wanted].IsKnown ? wanted : Plain(setup);
    }

    /// <summary>Boundaries of pipeline stages that lie between servers.</summary>
    private static int CrossingsOf(ServingPlan plan, int gpusOfServer) =>
        Math.Min(plan.Pipeline, (plan.Tensor * plan.Pipeline + gpusOfServer - 1) / gpusOfServer) - 1;

    private static double ChunkOf(ServingSetup setup) => setup.Engine.Kind == EngineKind.LlamaCpp ? LlamaCppChunk : StepTime.ChunkTokens;

    private static NumberFormat Plain(ServingSetup setup) => setup.Activation == DataType.Fp16 || !setup.Gpu.Peak.Bf16.IsKnown ? NumberFormat.Fp16 : NumberFormat.Bf16;

    private static double CacheOf(ServingSetup setup, int context) =>
        (KvCache.BytesPerSequence(setup.Model, context, setup.KvCache, setup.Plan.Tensor)
            + RecurrentState.BytesPerSequence(setup.Model, setup.Activation, DataType.Fp32, setup.Plan.Tensor)).Count;
}
