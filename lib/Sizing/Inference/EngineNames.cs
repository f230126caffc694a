namespace Sizing.Inference;

/// <summary>The names of the engines, as people type them.</summary>
public static class EngineNames
{
    private static readonly (EngineKind Kind, string Name, string[] Aliases)[] All =
    [
        (EngineKind.Vllm, "vllm", []),
        (EngineKind.Sglang, "sglang", ["sgl"]),
        (EngineKind.TensorRtLlm, "trtllm", ["tensorrt-llm", "trt-llm"]),
        (EngineKind.LlamaCpp, "llamacpp", ["llama.cpp", "llama-cpp"]),
        (EngineKind.Transformers, "transformers", ["hf"]),
    ];

    /// <summary>The name of an engine: <c>vllm</c>.</summary>
    public static string Of(EngineKind kind) => All.First(engine => engine.Kind == kind).Name;

    /// <summary>The engine of a name or alias, in any case.</summary>
    /// <exception cref="SizingException">No engine bears the name.</exception>
    public static EngineKind Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = All.Where(engine => engine.Aliases.Append(engine.Name).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)).ToList();
        return found.Count == 1
            ? found[0].Kind
            : throw new SizingException($"Engine '{name}' is unknown; known: {string.Join(", ", All.Select(engine => engine.Name))}.");
    }
}
