using Sizing.Data;
using Sizing.Models;

namespace Sizing.Planning.Remedies;

/// <summary>The models that a publisher has beside one.</summary>
internal static class SmallerModels
{
    /// <summary>Models of the same publisher with an output head and fewer parameters, the largest first.</summary>
    internal static IEnumerable<ModelSpec> Of(ModelSpec model)
    {
        var publisher = model.Name.Split('/') is [var name, _] ? name : null;
        var source = DataSource.FromEnvironment();
        var parameters = model.Parameters.Total;
        return ModelCatalog.Entries(source)
            .Where(entry => publisher is not null && entry.Id.StartsWith(publisher + "/", StringComparison.Ordinal))
            .Select(entry => ModelCatalog.Read(source, entry))
            .Where(other => other.Head is not null)
            .Select(other => (Model: other, Parameters: other.Parameters.Total))
            .Where(other => other.Parameters < parameters)
            .OrderByDescending(other => other.Parameters)
            .Select(other => other.Model);
    }
}
