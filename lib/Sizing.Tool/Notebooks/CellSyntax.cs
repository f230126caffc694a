using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks;

/// <summary>The syntax of a code cell.</summary>
internal static class CellSyntax
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>The syntax tree's root; a cell with mistakes has one too.</summary>
    internal static CompilationUnitSyntax Of(Cell cell) => (CompilationUnitSyntax)Tree(cell.Source).GetRoot();

    /// <summary>Whether code can be run as it stands: <c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</summary>
    internal static string Status(string code)
    {
        var tree = Tree(code);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? "incomplete"
            : tree.GetDiagnostics().Any(problem => problem.Severity == DiagnosticSeverity.Error) ? "invalid"
            : "complete";
    }

    private static SyntaxTree Tree(string code) => CSharpSyntaxTree.ParseText(code, Script);
}
