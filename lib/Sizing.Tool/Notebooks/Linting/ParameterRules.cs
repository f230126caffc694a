using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks.Linting;

/// <summary>The cell tagged <c>parameters</c>: at most one, of literals only, so that <c>--set</c> can replace each.</summary>
internal static class ParameterRules
{
    /// <summary>What keeps a parameter from being set.</summary>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook)
    {
        var tagged = NotebookLint.Code(notebook).Where(cell => cell.HasTag(NotebookParameters.DeclaredTag)).ToList();
        foreach (var cell in tagged.Skip(1))
            yield return new(cell.Id, null, "a second cell is tagged 'parameters'; keep all parameters in one.");
        foreach (var cell in NotebookLint.Code(notebook).Where(cell => cell.HasTag(NotebookParameters.InjectedTag)))
            yield return new(cell.Id, null, "the cell was put in by --set; remove it, and run the notebook without --set to store its outputs.");
        foreach (var cell in tagged)
        {
            foreach (var statement in CellSyntax.Of(cell).Members.Where(member => !IsLiteral(member)))
                yield return new(
                    cell.Id,
                    statement.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
                    "a parameter is declared with a literal (string, int, double or bool); move other code to a later cell.");
        }
    }

    private static bool IsLiteral(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field
        && field.Declaration.Variables.All(variable =>
            NotebookParameters.TypeOf(field.Declaration.Type, variable.Initializer?.Value) is "string" or "int" or "double" or "bool");
}
