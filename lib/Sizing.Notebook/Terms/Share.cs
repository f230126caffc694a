using Sizing.Explain;

namespace Sizing.Notebook.Terms;

/// <summary>How much of a whole a term is, in percent.</summary>
internal static class Share
{
    /// <summary>Returns the share, or null where the two cannot be compared.</summary>
    internal static double? Of(Term part, Term whole) =>
        whole.Value.Value > 0 && part.Value.Unit == whole.Value.Unit ? Math.Round(part.Value.Value / whole.Value.Value * 100, 1) : null;

    internal static string Print(double percent) => $"{percent:0.0} %";

    /// <summary>Returns the share in brackets, or nothing for the whole itself.</summary>
    internal static string InBrackets(Term part, Term whole) =>
        !ReferenceEquals(part, whole) && Of(part, whole) is { } percent ? $" ({Print(percent)})" : "";
}
