using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Sizing.Tool.Html;

/// <summary>Colours C# cells as the compiler reads them: each cell is a script submission that sees the cells before it.</summary>
internal static class CodeColors
{
    private static readonly string[] Usings =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    /// <summary>The HTML of each cell's source, in order: text escaped, tokens in <c>span</c>s by kind.</summary>
    internal static async Task<IReadOnlyList<string>> ColorAsync(IEnumerable<string> cells, CancellationToken stop)
    {
        using var workspace = new AdhocWorkspace();
        var references = References();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: Usings);
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script);
        var html = new List<string>();
        ProjectId? previous = null;
        foreach (var source in cells)
        {
            var id = ProjectId.CreateNewId();
            var project = ProjectInfo.Create(
                id, VersionStamp.Default, $"cell{html.Count}", $"cell{html.Count}", LanguageNames.CSharp,
                compilationOptions: options, parseOptions: parsing, metadataReferences: references,
                projectReferences: previous is null ? [] : [new ProjectReference(previous)], isSubmission: true);
            workspace.AddProject(project);
            var text = SourceText.From(source);
            var document = workspace.AddDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(id), "cell", sourceCodeKind: SourceCodeKind.Script,
                loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default))));
            var spans = await Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, text.Length), stop).ConfigureAwait(false);
            html.Add(ToHtml(source, spans));
            previous = id;
        }
        return html;
    }

    private static List<MetadataReference> References()
    {
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return [.. trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(p => Path.GetFileName(p) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Sizing", StringComparison.Ordinal)))
            .Select(p => MetadataReference.CreateFromFile(p))];
    }

    private static string ToHtml(string source, IEnumerable<ClassifiedSpan> spans)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (var span in spans)
        {
            // Additive kinds ("static symbol") lie over the span that precedes them.
            if (Kind(span.ClassificationType) is not { } kind || span.TextSpan.Start < done)
                continue;
            html.Append(WebUtility.HtmlEncode(source[done..span.TextSpan.Start]));
            html.Append($"<span class=\"{kind}\">{WebUtility.HtmlEncode(source[span.TextSpan.Start..span.TextSpan.End])}</span>");
            done = span.TextSpan.End;
        }
        return html.Append(WebUtility.HtmlEncode(source[done..])).ToString();
    }

    private static string? Kind(string classification) => classification switch
    {
        ClassificationTypeNames.Keyword or ClassificationTypeNames.ControlKeyword
            or ClassificationTypeNames.PreprocessorKeyword => "hl-keyword",
        ClassificationTypeNames.Comment => "hl-comment",
        ClassificationTypeNames.NumericLiteral => "hl-number",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral
            or ClassificationTypeNames.StringEscapeCharacter => "hl-string",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName or ClassificationTypeNames.StructName
            or ClassificationTypeNames.RecordStructName or ClassificationTypeNames.EnumName or ClassificationTypeNames.InterfaceName
            or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "hl-type",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "hl-method",
        _ => null,
    };
}
