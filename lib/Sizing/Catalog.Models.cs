using Sizing.Data;
using Sizing.Models;
using Sizing.Models.Files;

namespace Sizing;

/// <summary>What the workbook knows by name: models, GPUs, systems.</summary>
public static partial class Catalog
{
    /// <summary>Every model of the catalog, in the order of its ids.</summary>
    public static IReadOnlyList<ModelSpec> Models
    {
        get
        {
            var source = DataSource.FromEnvironment();
            return [.. ModelCatalog.Entries(source).Select(entry => ModelCatalog.Read(source, entry))];
        }
    }

    /// <summary>The id of every model of the catalog; quick, because only the index is read.</summary>
    public static IReadOnlyList<string> ModelNames => [.. ModelCatalog.Entries(DataSource.FromEnvironment()).Select(entry => entry.Id)];

    /// <summary>The model of that catalog id or alias, or the one that a file on disk describes.</summary>
    /// <param name="model">An id (<c>meta-llama/Llama-3.1-8B</c>), a name people type (<c>llama-3.1-8b</c>), or a path: <c>config.json</c>, GGUF or safetensors.</param>
    /// <exception cref="SizingException">There is no such model, several have the name, or the file cannot be sized.</exception>
    public static ModelSpec Model(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return IsPath(model) ? ModelFile.Read(model) : ModelCatalog.Find(DataSource.FromEnvironment(), model);
    }

    private static bool IsPath(string model) =>
        model.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || ModelFile.HoldsWeights(model) || File.Exists(model)
        || model.StartsWith('.') || Path.IsPathRooted(model);
}
