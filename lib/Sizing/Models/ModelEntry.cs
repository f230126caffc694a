namespace Sizing.Models;

/// <summary>A line of the catalog's index.</summary>
/// <param name="File">The file below <c>data/models</c>.</param>
/// <param name="Id">Organisation and name.</param>
/// <param name="Aliases">Other names that people type.</param>
internal sealed record ModelEntry(string File, string Id, IReadOnlyList<string> Aliases);
