using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks.Linting;

/// <summary>The C# that Roslyn scripting, .NET Interactive and Verso share, giving the same outputs on every machine.</summary>
internal static class DialectRules
{
    private static readonly string[] HostNamespaces = ["Microsoft.DotNet.Interactive", "Microsoft.Data.Analysis", "Plotly.NET"];

    private static readonly string[] HostNames =
        ["display", "HTML", "DisplayedValue", "Formatter", "PocketViewTags", "Kernel", "KernelInvocationContext"];

    private static readonly string[] HostMethods = ["Display", "DisplayAs"];

    private static readonly string[] UnstableNames = ["DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Random", "Guid", "Environment"];

    /// <summary>What another kernel would not run, or would not show alike.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="isForOneKernel">Whether it may use what one kernel alone has.</param>
    internal static IEnumerable<LintFinding> Findings(NotebookDocument notebook, bool isForOneKernel)
    {
        var cells = NotebookLint.Code(notebook).ToList();
        var references = cells.SelectMany(cell => References(cell).Select(reference => (Cell: cell, Reference: reference))).ToList();
        if (references.Count == 0)
            yield return new(null, null, "no cell loads the library; begin with #r \"../artifacts/workbook/Sizing.Notebook.dll\".");
        foreach (var (cell, reference) in references.Skip(1))
            yield return new(cell.Id, Line(reference), "a second #r breaks some kernels; keep the one of the first code cell.");
        if (references.Count > 0 && references[0].Cell != cells[0])
            yield return new(references[0].Cell.Id, Line(references[0].Reference), "#r stands in a later cell; put it into the first code cell.");
        foreach (var finding in cells.SelectMany(cell => Findings(cell, isForOneKernel)))
            yield return finding;
    }

    private static IEnumerable<LintFinding> Findings(Cell cell, bool isForOneKernel) =>
        from place in Magics(cell).Concat(Directives(cell)).Concat(Unstable(cell)).Concat(isForOneKernel ? [] : OfOneKernel(cell))
        orderby place.Line
        select new LintFinding(cell.Id, place.Line, place.Message);

    private static IEnumerable<(int Line, string Message)> Magics(Cell cell) => cell.Source.Split('\n')
        .Index()
        .Where(line => line.Item.TrimStart().StartsWith("#!", StringComparison.Ordinal))
        .Select(line => (line.Index + 1, "a magic runs in one kernel only; remove the line."));

    private static IEnumerable<(int Line, string Message)> Directives(Cell cell)
    {
        foreach (var directive in All<DirectiveTriviaSyntax>(cell))
        {
            if (directive is LoadDirectiveTriviaSyntax)
                yield return (Line(directive), "#load is not portable; write the code into a cell or the library.");
            else if (directive is ReferenceDirectiveTriviaSyntax { File.ValueText: var file } && file.Contains(':', StringComparison.Ordinal))
                yield return (Line(directive), "#r names a package or a drive; name the library by its relative path.");
            else if (directive is ReferenceDirectiveTriviaSyntax { File.ValueText: var path } && Path.IsPathRooted(path))
                yield return (Line(directive), "#r names an absolute path, which no other machine has; name the library by its relative path.");
        }
    }

    private static IEnumerable<(int Line, string Message)> Unstable(Cell cell) => All<SimpleNameSyntax>(cell)
        .Where(name => !IsMember(name) && UnstableNames.Contains(name.Identifier.Text))
        .Select(name => (Line(name), $"'{name.Identifier.Text}' differs from run to run or machine to machine; outputs must not depend on it."));

    private static IEnumerable<(int Line, string Message)> OfOneKernel(Cell cell)
    {
        foreach (var name in All<UsingDirectiveSyntax>(cell).Select(each => each.NamespaceOrType).Where(IsHosts))
            yield return (Line(name), $"{name} is there in one kernel only; use Sizing.Notebook.");
        foreach (var name in All<SimpleNameSyntax>(cell))
        {
            if (IsMember(name) ? IsCalled(name) && HostMethods.Contains(name.Identifier.Text) : HostNames.Contains(name.Identifier.Text))
                yield return (Line(name), $"'{name.Identifier.Text}' is there in one kernel only; end the cell with the expression to show.");
        }
    }

    private static bool IsHosts(TypeSyntax name) => HostNamespaces.Any(host =>
        name.ToString() == host || name.ToString().StartsWith(host + ".", StringComparison.Ordinal));

    private static bool IsMember(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };

    private static bool IsCalled(SimpleNameSyntax member) => member.Parent?.Parent is InvocationExpressionSyntax;

    /// <summary>The assemblies that a cell loads.</summary>
    internal static IEnumerable<ReferenceDirectiveTriviaSyntax> References(Cell cell) => All<ReferenceDirectiveTriviaSyntax>(cell);

    private static IEnumerable<T> All<T>(Cell cell)
        where T : SyntaxNode => CellSyntax.Of(cell).DescendantNodes(descendIntoTrivia: true).OfType<T>();

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
