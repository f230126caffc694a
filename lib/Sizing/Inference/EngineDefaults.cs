using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>What an engine takes for the settings that are not given, with where it comes from.</summary>
internal static class EngineDefaults
{
    internal static Input Utilization(Serving serving, ServingEngine engine, EngineConstants constants, ServingPlan plan) =>
        engine.Kind is EngineKind.Sglang
            ? SglangDefaults.Utilization(constants, serving.Gpu, plan, serving.BatchedTokens)
            : constants.Input("u", "share of memory the engine takes", "utilization");

    internal static Input Sequences(Serving serving, ServingEngine engine, EngineConstants constants, ServingPlan plan) => engine.Kind switch
    {
        EngineKind.Vllm => constants.Input("B", "sequences in a step", Size(constants, serving.Gpu) + "_sequences"),
        EngineKind.Sglang when serving.Model.Layers.Any(layer => layer.Attention is CompressedAttention) =>
            constants.Input("B", "sequences in a step", "compressed_sequences"),
        EngineKind.Sglang => new("B", "sequences in a step", Amount.Exact(SglangDefaults.GraphSequences(Device(serving.Gpu), plan.Tensor), Unit.Sequences)),
        EngineKind.TensorRtLlm => constants.Input("B", "sequences in a step", "sequences"),
        _ => new("B", "sequences in a step", Amount.Exact((serving.Concurrency + plan.Data - 1) / plan.Data, Unit.Sequences)),
    };

    /// <summary>vLLM's V0 engine ran whole prompts, so that a step held at least the longest of them; Transformers runs all prompts at once.</summary>
    internal static Input Tokens(Serving serving, ServingEngine engine, EngineConstants constants, int context) => engine.Kind switch
    {
        EngineKind.Vllm => AtLeast(constants.Has("whole_prompt_profile") ? context : 0, constants.Input("T", "tokens in a step", Size(constants, serving.Gpu) + "_batched_tokens")),
        EngineKind.Sglang => new("T", "tokens in a step", Amount.Exact(SglangDefaults.ChunkOf(Device(serving.Gpu)), Unit.Tokens)),
        EngineKind.TensorRtLlm or EngineKind.LlamaCpp => constants.Input("T", "tokens in a step", "batched_tokens"),
        EngineKind.Transformers => new("T", "tokens in a step", Amount.Exact((long)(serving.Input ?? context) * serving.Concurrency, Unit.Tokens)),
    };

    private static Bytes Device(GpuSpec gpu) => gpu.NvmlMemory ?? gpu.NominalMemory;

    private static Input AtLeast(long least, Input input) =>
        input.Value.Whole >= least ? input : input with { Value = Amount.Exact(least, Unit.Tokens) };

    /// <summary>Whether vLLM counts the device among those with larger defaults: much memory, and not an A100.</summary>
    internal static bool IsLarge(EngineConstants constants, GpuSpec gpu) =>
        constants.Has("large_device") && gpu.UsableMemory >= constants.Memory("large_device") && !gpu.Name.Contains("A100", StringComparison.OrdinalIgnoreCase);

    private static string Size(EngineConstants constants, GpuSpec gpu) => IsLarge(constants, gpu) ? "large" : "small";
}
