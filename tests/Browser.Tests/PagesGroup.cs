namespace Browser.Tests;

/// <summary>The tests that share one export and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class PagesGroup : ICollectionFixture<ExportedPages>
{
    internal const string Name = "pages";
}
