using System.Text.Json;
using Sizing.Models;

namespace Sizing.Tool.Accuracy;

/// <summary>
/// The models of measured training rows by the names that the rows give them (<c>data/measurements/training-models.json</c>);
/// other names are looked up as those of serving rows are.
/// </summary>
internal sealed class TrainingModels
{
    private const string File = "training-models.json";

    private readonly Dictionary<string, Func<ModelSpec>> named = [];
    private readonly MeasuredModels others;

    internal TrainingModels(MeasuredModels others)
    {
        this.others = others;
        using var stream = typeof(TrainingModels).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"The resource {File} is missing.");
        foreach (var entry in JsonDocument.Parse(stream).RootElement.GetProperty("models").EnumerateArray())
            foreach (var name in entry.GetProperty("names").EnumerateArray().Select(element => element.GetString()!))
                named[name] = entry.TryGetProperty("catalog", out var id)
                    ? () => Catalog.Model(id.GetString()!)
                    : () => ModelReader.Read(entry.GetProperty("config"), name);
    }

    /// <summary>The model of a row.</summary>
    /// <exception cref="SizingException">Its shape is not known.</exception>
    internal ModelSpec Of(Measurement row) => named.TryGetValue(row.Model, out var read) ? read() : others.Of(row);
}
