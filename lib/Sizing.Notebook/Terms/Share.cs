using Sizing.Explain;

namespace Sizing.Notebook.Terms;

/// <summary>How much of a whole a term is, in percent.</summary>
internal static class Share
{
    internal static string Of(Term part, Term whole) =>
        whole.Value.Value > 0 && part.Value.Unit == whole.Value.Unit ? $"{part.Value.Value / whole.Value.Value * 100:0.0} %" : "";
}
