using Sizing.Data;
using Sizing.Models;

namespace Sizing.Tests.Models;

public sealed class ModelCatalogTests
{
    private static readonly IReadOnlyList<ModelEntry> Entries = ModelCatalog.Entries(DataSource.Embedded);

    public static TheoryData<string> Ids => [.. Entries.Select(entry => entry.Id)];

    [Fact]
    public void At_least_150_models_are_in_the_catalog() => Assert.True(Entries.Count >= 150);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_model_is_as_large_as_its_checkpoint_or_publisher_says(string id)
    {
        var model = Catalog.Model(id);
        var card = model.Card!;
        Assert.Equal(id, card.Id);
        if (card.PublishedParameters is { } published)
            Assert.Equal(published, PublishedTotal.Of(model, card.PublishedIncludes!));
        else
            Assert.InRange(model.Parameters.Total, 10_000_000, 10_000_000_000_000);
    }

    [Fact]
    public void The_index_is_what_the_files_say()
    {
        foreach (var entry in Entries)
        {
            var card = ModelCatalog.Read(DataSource.Embedded, entry).Card!;
            Assert.Equal((entry.Id, string.Join(';', entry.Aliases)), (card.Id, string.Join(';', card.Aliases)));
        }

        var files = typeof(Catalog).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("models/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal));
        Assert.Equal(files.Order(StringComparer.Ordinal), Entries.Select(entry => "models/" + entry.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_id_and_alias_finds_its_own_model() =>
        Assert.All(Entries, entry => Assert.All(entry.Aliases.Prepend(entry.Id), name => Assert.Equal(entry.Id, Catalog.Model(name).Name)));

    [Theory]
    [InlineData("exaone-4")]
    [InlineData("solar-10.7b")]
    [InlineData("hyperclova-x")]
    [InlineData("ax-4.0-light")]
    [InlineData("kanana-1.5-8b")]
    [InlineData("k-exaone")]
    public void Korean_models_are_found_by_the_names_people_type(string name) => Assert.NotNull(Catalog.Model(name).Card);

    [Fact]
    public void A_path_is_read_instead_of_the_catalog() =>
        Assert.Contains("cannot be read", Assert.Throws<SizingException>(() => Catalog.Model("nowhere/config.json")).Message, StringComparison.Ordinal);
}
