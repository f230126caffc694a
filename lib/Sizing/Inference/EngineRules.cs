using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Which settings an engine does not start with, beyond plans and formats. Left out: defaults that an engine changes where one of two is given.</summary>
internal static class EngineRules
{
    /// <summary>One sentence that says why an engine refuses the settings, or null.</summary>
    internal static string? Refusal(Serving serving, ServingEngine engine, ServingPlan plan) => Steps(serving, engine) ?? Redundant(serving, engine, plan);

    /// <summary>vLLM: <c>SchedulerConfig</c>, vllm/config/scheduler.py.</summary>
    private static string? Steps(Serving serving, ServingEngine engine) =>
        engine.Kind is EngineKind.Vllm && serving is { BatchedTokens: { } tokens, MaxSequences: { } sequences } && tokens < sequences
            ? $"{engine.Name} does not start with {tokens:N0} tokens in a step of {sequences:N0} sequences, each of which needs one; raise --batched-tokens or lower --max-sequences."
            : null;

    /// <summary>vLLM and SGLang: num_physical_experts % ep_size, vllm/distributed/eplb and srt/eplb/expert_location.py.</summary>
    private static string? Redundant(Serving serving, ServingEngine engine, ServingPlan plan) =>
        engine.Kind is EngineKind.Vllm or EngineKind.Sglang && serving.RedundantExperts is > 0 and var copies
        && serving.Model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().FirstOrDefault(mixture => (mixture.Experts + copies) % plan.Expert != 0) is { } uneven
            ? $"{plan.Expert} expert-parallel ranks do not divide {uneven.Experts} experts and {copies} redundant ones; {engine.Name} needs as many on each rank."
            : null;
}
