using Sizing.Models;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Models;

/// <summary>A part of a model as one line of the table that <c>params</c> prints.</summary>
internal sealed record ParamsTable(string Part, long Parameters)
{
    internal static Table Of(ModelSpec model)
    {
        var count = model.Parameters;
        return count.Parts.Select(part => new ParamsTable(Name(part.Key), part.Value))
            .Append(new("Total, without MTP and vision", count.Total))
            .Append(new("Active per token", count.Active))
            .Append(new("Total without embedding and head", count.NonEmbedding))
            .ToTable($"{model.Name} ({model.ModelType})");
    }

    private static string Name(ModelPart part) => part switch
    {
        ModelPart.Embedding => "Embedding",
        ModelPart.Attention => "Attention",
        ModelPart.DenseFeedForward => "Dense feed-forward",
        ModelPart.Experts => "Experts",
        ModelPart.Router => "Router",
        ModelPart.Norms => "Norms",
        ModelPart.Head => "Head",
        ModelPart.Mtp => "Multi-token prediction",
        ModelPart.Vision => "Vision",
    };
}
