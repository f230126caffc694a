using System.Text;
using Sizing.Models;

namespace Sizing.Tool.Verbs.Listings;

/// <summary><c>data/models/README.md</c>: every architecture with its rule, keys and source, and the published totals that agree with it.</summary>
internal static class ArchitectureReport
{
    private const int ModelsNamed = 3;

    internal static string Markdown()
    {
        var models = Catalog.Models.Select(model => (Model: model, Count: model.Parameters)).ToArray();
        var text = new StringBuilder();
        text.Append("# Models and architectures\n\n")
            .Append("Written by `sizing models --architectures`; a test compares it.\n\n")
            .Append($"{models.Length} models, {ModelFamily.All.Count} families, {ModelFamily.All.Sum(family => family.ModelTypes.Count)} values of `model_type`. ")
            .Append("A file holds the sizing-relevant keys of a model's `config.json` and a `sizing` block: id, aliases, release, license, published parameter count with what it includes, source.\n\n")
            .Append("Parameters are the sum of rows × columns × copies over every tensor of a model. ")
            .Append("\"Agrees with\" names models of the catalog whose published total is that sum to the parameter.\n\n")
            .Append("## Architectures\n\n| `model_type` | rule | keys beside the common ones | source | agrees with |\n|---|---|---|---|---|\n");
        foreach (var family in ModelFamily.All)
            text.Append($"| {Code(family.ModelTypes)} | {Cell(family.Summary)} | {Code(family.Keys)} | {Cell(family.Source)} | {Agreeing(family, models)} |\n");
        text.Append("\n## Published totals that include more than the text model\n\n| model | text | published | the rest |\n|---|---|---|---|\n");
        foreach (var (model, count) in models.Where(entry => entry.Model.Card?.PublishedParameters is { } published && published != entry.Count.Total))
            text.Append($"| {model.Name} | {count.Total:N0} | {model.Card!.PublishedParameters:N0} | {Cell(model.Card.PublishedIncludes ?? "")} |\n");
        return text.ToString();
    }

    private static string Agreeing(ModelFamily family, IReadOnlyList<(ModelSpec Model, ParameterCount Count)> models)
    {
        var names = models
            .Where(entry => family.ModelTypes.Contains(entry.Model.ModelType) && entry.Model.Card?.PublishedParameters == entry.Count.Total)
            .Select(entry => $"{entry.Model.Name} {entry.Count.Total:N0}").ToArray();
        var more = names.Length > ModelsNamed ? $" and {names.Length - ModelsNamed} more" : "";
        return string.Join("; ", names.Take(ModelsNamed)) + more;
    }

    private static string Code(IEnumerable<string> names) => string.Join(" ", names.Select(name => $"`{name}`"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
