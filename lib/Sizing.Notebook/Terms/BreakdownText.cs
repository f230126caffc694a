using System.Text;
using Sizing.Explain;

namespace Sizing.Notebook.Terms;

/// <summary>A term tree as text, with every formula, symbol, value, unit and source.</summary>
internal static class BreakdownText
{
    internal static string Render(Term root)
    {
        var output = new StringBuilder();
        output.Append(Labels.WithScope(root)).Append(": ").Append(root.Value).Append(Rule(root)).Append('\n');
        AppendDetails(output, root, root.Children.Count > 0 ? "│ " : "  ");
        AppendChildren(output, root, root, "");
        return output.ToString().TrimEnd('\n');
    }

    private static void AppendChildren(StringBuilder output, Term parent, Term root, string prefix)
    {
        for (var index = 0; index < parent.Children.Count; index++)
        {
            var child = parent.Children[index];
            var isLast = index == parent.Children.Count - 1;
            var inner = prefix + (isLast ? "   " : "│  ");
            output.Append(prefix).Append(isLast ? "└─ " : "├─ ").Append(child.Name).Append(": ").Append(child.Value)
                .Append(Share.InBrackets(child, root)).Append(Rule(child)).Append('\n');
            AppendDetails(output, child, inner + (child.Children.Count > 0 ? "│ " : "  "));
            AppendChildren(output, child, root, inner);
        }
    }

    private static void AppendDetails(StringBuilder output, Term term, string prefix)
    {
        foreach (var line in Details(term))
            output.Append(prefix).Append(line).Append('\n');
    }

    private static IEnumerable<string> Details(Term term)
    {
        if (term.Formula is { } formula)
        {
            yield return $"= {formula.Text}";
            if (Substitution.Of(formula, term.Inputs) is { } substituted)
                yield return $"= {substituted}";
        }
        foreach (var line in term.Inputs.SelectMany(InputLines))
            yield return line;
        foreach (var source in Sources(term))
            yield return $"{Labels.Source}: {source}";
        if (term.Note is { } note)
            yield return $"{Labels.Note}: {note}";
    }

    private static IEnumerable<string> InputLines(Input input)
    {
        yield return $"{input.Symbol} = {input.Value}: {input.Meaning}";
        if (input.From is { } from)
        {
            foreach (var line in Details(from))
                yield return $"  {line}";
        }
    }

    internal static IEnumerable<Source> Sources(Term term) =>
        (term.Formula?.Sources ?? []).Concat(term.Source is { } source ? [source] : []);

    private static string Rule(Term term) => term.Combination == Combination.Leaf ? "" : $", {Labels.Of(term.Combination)}";
}
