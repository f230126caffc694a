using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks;

/// <summary>The syntax of a code cell.</summary>
internal static class CellSyntax
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    /// <summary>The syntax tree's root; a cell with mistakes has one too.</summary>
    internal static CompilationUnitSyntax Of(Cell cell) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(cell.Source, Script).GetRoot();
}
