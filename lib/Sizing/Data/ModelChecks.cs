using System.Text.Json;
using Sizing.Models;

namespace Sizing.Data;

/// <summary>What must hold for the models of the catalog: the index is sound, every file can be read, and the parameters come out as published.</summary>
internal static class ModelChecks
{
    private const string Folder = "models/";

    /// <summary>The word of <c>published.includes</c> for a count of the text model alone, which ours must equal.</summary>
    private const string TextOnly = "text";

    internal static IReadOnlyList<DataProblem> Index(DataSource source)
    {
        var table = CsvTable.Read(ModelCatalog.IndexFile, source.ReadText(ModelCatalog.IndexFile), "file", "id", "aliases");
        NameChecks.RequireUnique(table, "id");
        return table.Problems;
    }

    internal static IReadOnlyList<DataProblem> Files(DataSource source) =>
        [.. ModelCatalog.Entries(source).Select(entry => Problem(source, entry)).OfType<DataProblem>()];

    private static DataProblem? Problem(DataSource source, ModelEntry entry)
    {
        var file = Folder + entry.File;
        try
        {
            var model = ModelCatalog.Read(source, entry);
            if (model.Card?.Id != entry.Id)
                return new(file, 0, "sizing.id", $"the id is '{model.Card?.Id}' and the index says '{entry.Id}'", "make them equal");
            if (model.Card is { PublishedParameters: { } published, PublishedIncludes: TextOnly } && published != model.Parameters.Total)
                return new(file, 0, "sizing.published", $"{published:N0} parameters are published and {model.Parameters.Total:N0} counted", "check the dimensions and what the count includes");
            return null;
        }
        catch (Exception problem) when (problem is SizingException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new(file, 0, "", problem.Message.TrimEnd('.'), "correct the file");
        }
    }
}
