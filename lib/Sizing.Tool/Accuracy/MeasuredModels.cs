using System.Collections.Concurrent;

namespace Sizing.Tool.Accuracy;

/// <summary>
/// Finds the model of a measured row: its own id in the catalog, else the config that the row names, in the catalog or in a folder
/// <c>configs</c> beside the file or beside its folder.
/// </summary>
/// <param name="folder">The folder of the file of measurements.</param>
internal sealed class MeasuredModels(string folder)
{
    private static readonly string[] Places = ["configs", "../configs"];

    private readonly ConcurrentDictionary<string, ModelSpec?> found = new();

    /// <summary>The model of a row.</summary>
    /// <exception cref="SizingException">Neither the id nor the config is known.</exception>
    internal ModelSpec Of(Measurement row) =>
        MeasuredModelNames.Of(row).Select(Find).FirstOrDefault(model => model is not null)
        ?? throw new SizingException($"the model '{row.Model}' is not in the catalog, and no config of it is at hand");

    private ModelSpec? Find(string name) => found.GetOrAdd(name, Search);

    private ModelSpec? Search(string name)
    {
        var path = Places.Select(place => Path.Combine(folder, place, name)).FirstOrDefault(File.Exists);
        try
        {
            return Catalog.Model(path ?? name);
        }
        catch (SizingException)
        {
            return null;
        }
    }
}
