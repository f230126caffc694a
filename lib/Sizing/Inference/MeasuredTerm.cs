using Sizing.Explain;

namespace Sizing.Inference;

/// <summary>A figure that the caller read from an engine's log.</summary>
internal static class MeasuredTerm
{
    private static readonly Source Log = new("the engine's log", "given by the caller");

    internal static Term Of(string name, TermKind kind, Bytes value) => Term.Given(name, kind, value, Log);
}
