using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Terms;

/// <summary>What the kinds of terms are called: to readers, and in class names.</summary>
internal static class KindNames
{
    internal static string Text(TermKind kind) => Words.Of(kind.ToString());

    internal static string Class(TermKind kind) => $"sz-kind-{Text(kind).Replace(' ', '-').ToLowerInvariant()}";
}
