using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>One row of <c>data/engines/formats.csv</c>: a format that an engine takes over a span of versions.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Use">What for.</param>
/// <param name="Format">The data type of a cache, or the family of weights: <c>fp8</c>, <c>awq</c>, <c>gguf</c>.</param>
/// <param name="From">The first version that takes it, or null when all did.</param>
/// <param name="Before">The first version that no longer takes it so, or null.</param>
/// <param name="LeastCapability">The lowest compute capability of NVIDIA GPUs that it works on, or null for all.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Note">Of a fallback, what the engine says when it falls back.</param>
internal sealed record EngineFormat(EngineKind Engine, FormatUse Use, string Format, Version? From, Version? Before, Version? LeastCapability, Source Source, string Note)
{
    internal bool HoldsFor(ServingEngine engine) => engine.Kind == Engine && EngineVersions.IsBetween(engine.Version, From, Before);
}
