using System.Text.Json;
using Sizing.Data;
using Sizing.Models.Reading;

namespace Sizing.Models;

/// <summary>The models of <c>data/models</c>. The index alone is read to find one; then that one file.</summary>
internal static class ModelCatalog
{
    internal const string IndexFile = "models/index.csv";

    /// <summary>Every model of the catalog: its id, its aliases and its file.</summary>
    internal static IReadOnlyList<ModelEntry> Entries(DataSource source) =>
        [.. CsvTable.Read(IndexFile, source.ReadText(IndexFile), "file", "id", "aliases").Rows
            .Select(row => new ModelEntry(row.Text("file"), row.Text("id"), row.List("aliases")))];

    /// <summary>Reads the model of that id, alias or unique beginning of a name.</summary>
    internal static ModelSpec Find(DataSource source, string name)
    {
        var entries = Entries(source);
        var id = new NameIndex("Model", [.. entries.Select(entry => (entry.Id, entry.Aliases))]).Find(name);
        return Read(source, entries.First(entry => entry.Id == id));
    }

    /// <summary>Reads the model of an entry.</summary>
    internal static ModelSpec Read(DataSource source, ModelEntry entry)
    {
        using var document = JsonDocument.Parse(source.ReadText("models/" + entry.File));
        var card = Card(new ConfigSection(document.RootElement, entry.File));
        return ModelReader.Read(document.RootElement, card.Id) with { Card = card };
    }

    private static ModelCard Card(ConfigSection file)
    {
        var sizing = file.Section("sizing") ?? throw file.Refuse("has no 'sizing' block");
        var published = sizing.Section("published");
        return new(
            sizing.Text("id") ?? throw sizing.Refuse("has no 'sizing.id'"),
            sizing.Texts("aliases") ?? [],
            DateOnly.TryParse(sizing.Text("released"), out var released) ? released : null,
            sizing.Text("license"),
            published?.Element.GetProperty("parameters").GetInt64(),
            published?.Text("includes"),
            sizing.Text("source") ?? throw sizing.Refuse("has no 'sizing.source'"));
    }
}
