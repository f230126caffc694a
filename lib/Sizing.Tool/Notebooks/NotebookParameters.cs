using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sizing.Tool.Notebooks;

/// <summary>
/// The parameters of a notebook, by papermill's convention: the cell tagged <c>parameters</c> declares them, a cell tagged
/// <c>injected-parameters</c> after it sets them anew.
/// </summary>
internal static class NotebookParameters
{
    /// <summary>The tag of the cell that declares the parameters.</summary>
    internal const string DeclaredTag = "parameters";

    /// <summary>The tag of the cell that sets them anew.</summary>
    internal const string InjectedTag = "injected-parameters";

    /// <summary>The parameters with the values that a run sees: declared, then set anew.</summary>
    internal static IReadOnlyList<NotebookParameter> Of(NotebookDocument document)
    {
        var injected = Literals(document, InjectedTag).ToDictionary(each => each.Name, StringComparer.Ordinal);
        return [.. Literals(document, DeclaredTag).Select(each => injected.GetValueOrDefault(each.Name, each))];
    }

    /// <summary>The documents with these values set; a document keeps its own value of a name that it does not declare.</summary>
    /// <param name="documents">The notebooks.</param>
    /// <param name="values">Names and values as typed; the caller's relative paths.</param>
    /// <exception cref="SizingException">No document declares a name, or a value does not fit the declared type.</exception>
    internal static IReadOnlyList<NotebookDocument> Set(
        IReadOnlyList<NotebookDocument> documents, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (values.Count == 0)
            return documents;
        var names = documents.SelectMany(Of).Select(each => each.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in values.Select(pair => pair.Key).Where(name => !names.Contains(name)))
            throw new SizingException(names.Count == 0
                ? $"--set {name}: the notebook has no cell tagged '{DeclaredTag}'; nothing can be set."
                : $"--set {name}: no parameter has this name; the parameters are {string.Join(", ", names)}.");
        return [.. documents.Select(document => Set(document, values))];
    }

    private static NotebookDocument Set(NotebookDocument document, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var declared = Literals(document, DeclaredTag).ToDictionary(each => each.Name, StringComparer.Ordinal);
        var set = values.Where(pair => declared.ContainsKey(pair.Key))
            .Select(pair => declared[pair.Key] with { Literal = Literal(pair.Value, declared[pair.Key]) })
            .ToList();
        if (set.Count == 0)
            return document;
        var source = document.Cells.First(cell => cell.HasTag(DeclaredTag));
        var metadata = (JsonObject)source.Metadata.DeepClone();
        metadata["tags"] = new JsonArray(InjectedTag);
        var injected = new Cell(CellKind.Code, InjectedTag, string.Join('\n', set.Select(each => each.Declaration))) { Metadata = metadata };
        return document with
        {
            Cells = [.. document.Cells.Where(cell => !cell.HasTag(InjectedTag)).SelectMany(cell => cell == source ? [cell, injected] : new[] { cell })],
        };
    }

    private static IEnumerable<NotebookParameter> Literals(NotebookDocument document, string tag) =>
        from cell in document.Cells
        where cell.Kind == CellKind.Code && cell.HasTag(tag)
        from field in CellSyntax.Of(cell).DescendantNodes().OfType<FieldDeclarationSyntax>()
        from variable in field.Declaration.Variables
        let value = variable.Initializer?.Value
        let type = TypeOf(field.Declaration.Type, value)
        where type is not null
        select new NotebookParameter(variable.Identifier.Text, type, value.ToString());

    /// <summary>The type of a parameter with this declared type and value; null when the value is no literal of a type that can be set.</summary>
    internal static string? TypeOf(TypeSyntax declared, ExpressionSyntax? value)
    {
        var literal = value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus ? minus.Operand : value;
        var type = (literal as LiteralExpressionSyntax)?.Token.Value switch
        {
            string => "string",
            int => "int",
            double => "double",
            bool => "bool",
            _ => null,
        };
        return type is null || declared.IsVar ? type : declared.ToString();
    }

    private static string Literal(string text, NotebookParameter parameter) => parameter.Type switch
    {
        "string" => SymbolDisplay.FormatLiteral(CallersPath(text), quote: true),
        "int" when int.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number.ToString(CultureInfo.InvariantCulture),
        "double" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
            number.ToString("R", CultureInfo.InvariantCulture) + "d",
        "bool" when bool.TryParse(text, out var flag) => flag ? "true" : "false",
        _ => throw new SizingException($"--set {parameter.Name}={text}: '{text}' is not {Expected(parameter.Type)}, as in '{parameter.Declaration}'."),
    };

    private static string Expected(string type) => type switch
    {
        "int" => "a whole number",
        "double" => "a number",
        "bool" => "true or false",
        _ => $"a value of a type that can be set ({type} cannot)",
    };

    // A relative path is the caller's, not the notebook's.
    private static string CallersPath(string text) => File.Exists(text) ? Path.GetFullPath(text) : text;
}
