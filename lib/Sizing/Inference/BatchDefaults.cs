using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>The limits of a scheduler step that vLLM takes when none are given: larger ones for large devices that are not an A100.</summary>
internal static class BatchDefaults
{
    internal static Input Sequences(EngineConstants constants, GpuSpec gpu) =>
        constants.Input("B", "sequences in a step", Size(constants, gpu) + "_sequences");

    /// <summary>The V0 engine ran whole prompts, so that a step held at least the longest of them.</summary>
    internal static Input Tokens(EngineConstants constants, GpuSpec gpu, int context)
    {
        var input = constants.Input("T", "tokens in a step", Size(constants, gpu) + "_batched_tokens");
        return constants.Has("whole_prompt_profile") ? input with { Value = Amount.Exact(Math.Max(context, input.Value.Whole), Unit.Tokens) } : input;
    }

    private static string Size(EngineConstants constants, GpuSpec gpu) =>
        gpu.UsableMemory >= constants.Memory("large_device") && !gpu.Name.Contains("A100", StringComparison.OrdinalIgnoreCase) ? "large" : "small";
}
