using Sizing.Inference;

namespace Sizing;

/// <summary>A serving engine of one version; what it keeps in memory depends on both.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="Version">Its version.</param>
public sealed record ServingEngine(EngineKind Kind, Version Version)
{
    /// <summary>The newest vLLM that the data knows.</summary>
    public static ServingEngine Default => Newest(EngineKind.Vllm);

    /// <summary>The name that people type: <c>vllm</c>.</summary>
    public string Name => EngineNames.Of(Kind);

    /// <summary>The newest version of an engine that the data knows.</summary>
    public static ServingEngine Newest(EngineKind kind) => new(kind, Catalog.EngineVersions(kind).Newest);

    /// <summary>Reads <c>vllm</c> or <c>vllm@0.19.0</c>; without a version the newest known one is meant.</summary>
    /// <exception cref="SizingException">The engine is unknown, or the version is not a number with points.</exception>
    public static ServingEngine Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var kind = EngineNames.Parse(at < 0 ? text : text[..at]);
        return at < 0 ? Newest(kind) : new(kind, EngineVersions.Parse(text[(at + 1)..]));
    }

    /// <summary>Returns name and version: <c>vllm 0.19.0</c>.</summary>
    public override string ToString() => $"{Name} {Version}";
}
