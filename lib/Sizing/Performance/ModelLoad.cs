using Sizing.Inference;
using Sizing.Models;
using Sizing.Quantities;

namespace Sizing.Performance;

/// <summary>
/// What a model asks of the most loaded GPU at every step, summed once over its tensors: the bytes to read and the operations for a token.
/// Pipeline stages work one after another, so that the sums run over all of them.
/// </summary>
public sealed record ModelLoad
{
    /// <summary>Bytes that every step reads: all weights but the routed experts and the looked-up embedding.</summary>
    public required double CommonBytes { get; init; }

    /// <summary>Bytes of the routed experts of the GPU; a step reads the share that its tokens use.</summary>
    public required double ExpertBytes { get; init; }

    /// <summary>Routed experts of a layer; 0 without a mixture of experts.</summary>
    public required int Experts { get; init; }

    /// <summary>Routed experts that one token uses.</summary>
    public required int ExpertsPerToken { get; init; }

    /// <summary>Operations of one token in the matrices that tensor parallelism divides, over all GPUs.</summary>
    public required double CommonFlops { get; init; }

    /// <summary>Operations of one token in routed experts, over all GPUs.</summary>
    public required double ExpertFlops { get; init; }

    /// <summary>Layers with routed experts.</summary>
    public required int ExpertLayers { get; init; }

    /// <summary>Layers with matrices in FP8 whose scales belong to blocks, so that activations are quantized in blocks before each.</summary>
    public required int BlockScaledLayers { get; init; }

    /// <summary>The model, for what depends on the context.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>How the model is divided.</summary>
    public required ServingPlan Plan { get; init; }

    /// <summary>The share of the routed experts that a step of so many tokens reads.</summary>
    /// <param name="tokens">Tokens of the step, over all GPUs that divide the experts.</param>
    public double ExpertShare(double tokens) => Experts == 0 ? 0 : ExpertCoverage.Share(Experts, ExpertsPerToken, tokens);

    /// <summary>Sums the tensors of a model in a weight format under a plan.</summary>
    public static ModelLoad Of(ModelSpec model, WeightFormat format, ServingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(new CodedTensors(model, format), plan);
    }

    /// <summary>The same from tensors that were listed before.</summary>
    internal static ModelLoad Of(CodedTensors tensors, ServingPlan plan)
    {
        var model = tensors.Model;
        var read = tensors.Whole.Where(each => IsRead(model, each.Tensor)).ToList();
        var mixture = model.Layers.Select(layer => layer.FeedForward).OfType<MixtureOfExperts>().ToList();
        var expertRanks = plan.Expert > 1 ? plan.Expert : 1;
        return new()
        {
            Model = model,
            Plan = plan,
            CommonBytes = read.Where(each => !each.Tensor.IsRoutedExpert).Sum(each => BytesOf(each.Tensor.OnRank(plan.Tensor), each.Coding)),
            ExpertBytes = read.Where(each => each.Tensor.IsRoutedExpert).Sum(each => BytesOf(each.Tensor.OnRank(plan.Tensor, expertRanks), each.Coding)),
            CommonFlops = read.Where(each => each.Tensor is { IsRoutedExpert: false, IsVector: false }).Sum(each => 2.0 * each.Tensor.ActiveElements),
            ExpertFlops = read.Where(each => each.Tensor is { IsRoutedExpert: true, IsVector: false }).Sum(each => 2.0 * each.Tensor.ActiveElements),
            Experts = mixture.Select(layer => layer.Experts).FirstOrDefault(),
            ExpertsPerToken = mixture.Select(layer => layer.ExpertsPerToken).FirstOrDefault(),
            ExpertLayers = mixture.Count,
            BlockScaledLayers = read.Where(each => each.Coding.Name == WeightFormat.Fp8Block.Name).Select(each => each.Tensor.Layer).Distinct().Count(),
        };
    }

    private static bool IsRead(ModelSpec model, Tensor tensor) => tensor.Part switch
    {
        ModelPart.Mtp or ModelPart.Vision => false,
        ModelPart.Embedding => tensor.Role is TensorRole.TokenEmbedding && model.TiesEmbeddings,
        _ => true,
    };

    private static double BytesOf(Tensor tensor, WeightCoding coding) => (double)coding.BytesOf(tensor.Rows, tensor.Columns).Count * tensor.Copies;
}
