using Sizing.Inference;
using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary><c>llama-server</c>; flags as in common/arg.cpp. Its context is that of all slots together.</summary>
internal static class LlamaCppLine
{
    private const int AllLayers = 999;

    internal static StartLine Of(ServingSetup setup)
    {
        var slots = setup.ConcurrencyOfReplica;
        var file = setup.Model.Header is { IsGguf: true } ? setup.Model.Name : $"{setup.Model.Name.Split('/')[^1]}-{FileType(setup.Weights)}.gguf";
        return new(
            Line(
                "llama-server -m", Quoted(file), Flag("-c", (long)setup.Context * slots), Flag("-np", slots), Flag("-ngl", setup.Asked.Host?.GpuLayers ?? AllLayers),
                setup.Host.ExpertLayers > 0 ? Flag("--n-cpu-moe", setup.Host.ExpertLayers) : null,
                setup.Plan.Pipeline > 1 ? "-sm layer" : null,
                Flag("-b", setup.BatchedTokens.Value.Whole), Flag("-ub", setup.BatchedTokens.Value.Whole),
                setup.KvCache.BitsPerElement < 16 ? $"-fa on -ctk {setup.KvCache} -ctv {setup.KvCache}" : null),
            setup.Model.Header is { IsGguf: true } ? [] : [$"The file is {setup.Model.Name} converted with convert_hf_to_gguf.py and llama-quantize."]);
    }

    private static string FileType(WeightFormat format) =>
        format.Name.StartsWith("gguf:", StringComparison.Ordinal) ? format.Name[5..] : format.Name.ToUpperInvariant();
}
