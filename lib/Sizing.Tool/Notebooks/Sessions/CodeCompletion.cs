using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>What may stand at a place of a cell: the members of what is before a dot, the properties that an initializer may set, else all names in scope.</summary>
/// <param name="Names">The names that go on from what is written, sorted.</param>
/// <param name="Start">Where the word begins that they replace.</param>
internal sealed record CodeCompletion(IReadOnlyList<string> Names, int Start)
{
    /// <summary>The completion at a position of the last cell of a compilation.</summary>
    internal static CodeCompletion At(Compilation compilation, int position)
    {
        var tree = compilation.SyntaxTrees.Last();
        var text = tree.ToString();
        position = Math.Clamp(position, 0, text.Length);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
            start--;
        var root = tree.GetRoot();
        if (IsProse(root, position))
            return new([], position);
        var names = Symbols(compilation.GetSemanticModel(tree), TokenBefore(root, start), start)
            .Where(symbol => symbol.CanBeReferencedByName)
            .Select(symbol => symbol.Name)
            .Where(name => name.StartsWith(text[start..position], StringComparison.OrdinalIgnoreCase));
        return new([.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)], start);
    }

    // Inside a comment or a text nothing is completed.
    private static bool IsProse(SyntaxNode root, int position)
    {
        if (position == 0)
            return false;
        var token = root.FindToken(position - 1);
        return token.IsKind(SyntaxKind.StringLiteralToken) && (position < token.Span.End || token.ContainsDiagnostics)
            || root.FindTrivia(position - 1).Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
    }

    private static SyntaxToken TokenBefore(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.SpanStart >= position ? token.GetPreviousToken() : token;
    }

    private static IEnumerable<ISymbol> Symbols(SemanticModel model, SyntaxToken before, int position) => before.Parent switch
    {
        MemberAccessExpressionSyntax access when before == access.OperatorToken => Members(model, access.Expression, position),
        QualifiedNameSyntax name when before == name.DotToken => Members(model, name.Left, position),
        MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } => Members(model, access.Expression, position),
        MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax access } => Members(model, access.Expression, position),
        InitializerExpressionSyntax { Parent: ExpressionSyntax made } initializer when !before.IsKind(SyntaxKind.CloseBraceToken)
            && !initializer.IsKind(SyntaxKind.ArrayInitializerExpression)
            && model.GetTypeInfo(made).Type is { } type =>
            model.LookupSymbols(position, type).Where(symbol => symbol is IPropertySymbol { SetMethod: not null, IsStatic: false }),
        _ => model.LookupSymbols(position),
    };

    // An unfinished line may have been read as a declaration, so that the expression is bound anew.
    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax owner, int position)
    {
        var expression = SyntaxFactory.ParseExpression(owner.ToString());
        var place = owner.SpanStart;
        if (model.GetSpeculativeSymbolInfo(place, expression, SpeculativeBindingOption.BindAsExpression).Symbol is INamespaceOrTypeSymbol container)
            return model.LookupSymbols(position, container).Where(symbol => symbol.IsStatic || symbol is INamespaceOrTypeSymbol);
        return model.GetSpeculativeTypeInfo(place, expression, SpeculativeBindingOption.BindAsExpression).Type is { TypeKind: not TypeKind.Error } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not ITypeSymbol)
            : [];
    }
}
