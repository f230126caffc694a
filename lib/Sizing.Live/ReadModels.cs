namespace Sizing.Live;

/// <summary>The models that a page has asked for: reading one takes longer than sizing it.</summary>
internal sealed class ReadModels
{
    private readonly Dictionary<string, ModelSpec> models = [];

    internal ModelSpec Find(string name)
    {
        if (!models.TryGetValue(name, out var model))
            models[name] = model = Catalog.Model(name);
        return model;
    }
}
