using System.Text.Json;

namespace Sizing.Tests.Models;

/// <summary>
/// A line of <c>Fixtures/reference.jsonl</c>: the sizing-relevant keys of a real config, where it was found, and its parameter counts
/// as published: of the text model, active per token, and of the whole checkpoint with what that includes.
/// </summary>
internal sealed record ReferenceModel(
    string Name, string Source, long? Parameters, long? Active, long? Published, string? Includes, JsonElement Config)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    internal static IReadOnlyList<ReferenceModel> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Models", "Fixtures", "reference.jsonl"))
            .Select(line => JsonSerializer.Deserialize<ReferenceModel>(line, Options)!)];

    internal static ReferenceModel Of(string name) => All.First(model => model.Name == name);

    internal ModelSpec Read() => Sizing.Models.ModelReader.Read(Config, Name);
}
