using Sizing.Models;

namespace Sizing.Tool.Verbs.Models;

/// <summary>What <c>params --json</c> prints for a model.</summary>
internal sealed record ParamsAnswer(string Model, string ModelType, ParamsAnswer.Counts Parameters, ParamsAnswer.ByPart Parts)
{
    internal static ParamsAnswer Of(ModelSpec model)
    {
        var count = model.Parameters;
        return new(
            model.Name,
            model.ModelType,
            new(count.Total, count.Active, count.Embedding, count.NonEmbedding, count.Mtp, count.Vision),
            new(
                count.Part(ModelPart.Embedding),
                count.Part(ModelPart.Attention),
                count.Part(ModelPart.DenseFeedForward),
                count.Part(ModelPart.Experts),
                count.Part(ModelPart.Router),
                count.Part(ModelPart.Norms),
                count.Part(ModelPart.Head),
                count.Mtp,
                count.Vision));
    }

    /// <summary>The counts; MTP and vision are null where the model has none or they are not known.</summary>
    internal sealed record Counts(long Total, long Active, long Embedding, long NonEmbedding, long? Mtp, long? Vision);

    /// <summary>The counts of every part.</summary>
    internal sealed record ByPart(
        long Embedding, long Attention, long DenseFeedForward, long Experts, long Router, long Norms, long Head, long? Mtp, long? Vision);
}
