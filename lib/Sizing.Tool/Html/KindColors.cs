using Sizing.Explain;
using Sizing.Notebook.Charts;
using Sizing.Notebook.Terms;

namespace Sizing.Tool.Html;

/// <summary>The colour of each kind of term as a style sheet, so that a term has the colour of the charts wherever it stands.</summary>
internal static class KindColors
{
    internal static string Style { get; } = string.Concat(Enum.GetValues<TermKind>()
        .Where(kind => kind is not (TermKind.Other or TermKind.Free))
        .Select(kind => $".{KindNames.Class(kind)} {{ --kind: {Palette.Of(kind).Fill}; }}\n"));
}
