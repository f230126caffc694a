namespace Sizing.Models;

/// <summary>What the catalog knows about a model beside its architecture.</summary>
/// <param name="Id">The catalog id: organisation and name.</param>
/// <param name="Aliases">Other names that people type.</param>
/// <param name="Released">Release date, or null where it is not known.</param>
/// <param name="License">License, or null where it is not known.</param>
/// <param name="PublishedParameters">Parameter count that the publisher or the checkpoint states, or null.</param>
/// <param name="PublishedIncludes">What that count includes.</param>
/// <param name="Source">Where the dimensions come from.</param>
public sealed record ModelCard(
    string Id,
    IReadOnlyList<string> Aliases,
    DateOnly? Released,
    string? License,
    long? PublishedParameters,
    string? PublishedIncludes,
    string Source);
