using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of a feed-forward block, for a hidden state of <paramref name="hidden"/> channels.</summary>
internal sealed class FeedForwardTensors(int hidden) : IFeedForwardVisitor<IEnumerable<Tensor>>
{
    public IEnumerable<Tensor> Visit(DenseFeedForward feedForward) =>
        Block("mlp", ModelPart.DenseFeedForward, hidden, feedForward);

    public IEnumerable<Tensor> Visit(MixtureOfExperts feedForward) =>
    [
        .. Router(feedForward),
        .. LatentProjections(feedForward),
        .. Block("mlp.experts", ModelPart.Experts, feedForward.LatentWidth ?? hidden, Expert(feedForward))
            .Select(tensor => tensor with { Copies = feedForward.Experts, ActiveCopies = feedForward.ExpertsPerToken, IsRoutedExpert = true }),
        .. feedForward.SharedWidth > 0 ? Shared(feedForward) : [],
    ];

    public IEnumerable<Tensor> Visit(NoFeedForward feedForward) => [];

    private static DenseFeedForward Expert(MixtureOfExperts moe) => new() { Width = moe.ExpertWidth, Gated = moe.Gated, Bias = moe.ExpertBias };

    private static IEnumerable<Tensor> Block(string name, ModelPart part, int width, DenseFeedForward block) =>
    [
        .. block.Fused && block.Gated
            ? Linear(name + ".gate_up_proj", TensorRole.GateUp, part, 2L * block.Width, width, Sharding.ByOutput, block.Bias)
            :
            [
                .. block.Gated ? Linear(name + ".gate_proj", TensorRole.Gate, part, block.Width, width, Sharding.ByOutput, block.Bias) : [],
                .. Linear(name + ".up_proj", TensorRole.Up, part, block.Width, width, Sharding.ByOutput, block.Bias),
            ],
        .. Linear(name + ".down_proj", TensorRole.Down, part, width, block.Width, Sharding.ByInput, block.Bias),
    ];

    private IEnumerable<Tensor> Shared(MixtureOfExperts moe) =>
    [
        .. Block("mlp.shared_experts", ModelPart.Experts, hidden, new DenseFeedForward { Width = moe.SharedWidth, Gated = moe.Gated }),
        .. moe.SharedExpertGate
            ? Linear("mlp.shared_expert_gate", TensorRole.SharedExpertGate, ModelPart.Experts, 1, hidden, Sharding.Replicated)
            : [],
    ];

    private IEnumerable<Tensor> Router(MixtureOfExperts moe)
    {
        foreach (var tensor in Linear("mlp.gate", TensorRole.Router, ModelPart.Router, moe.Experts, hidden, Sharding.Replicated, moe.RouterBias))
            yield return tensor;
        if (moe.CorrectionBias)
            yield return Vector("mlp.gate.e_score_correction_bias", TensorRole.RouterParameter, ModelPart.Router, moe.Experts);
        if (!moe.RouterScales)
            yield break;
        yield return Vector("mlp.router.scale", TensorRole.RouterParameter, ModelPart.Router, hidden);
        yield return Vector("mlp.router.per_expert_scale", TensorRole.RouterParameter, ModelPart.Router, moe.Experts);
    }

    private IEnumerable<Tensor> LatentProjections(MixtureOfExperts moe) => moe.LatentWidth is { } latent
        ?
        [
            .. Linear("mlp.fc1_latent_proj", TensorRole.LatentProjection, ModelPart.Experts, latent, hidden, Sharding.Replicated),
            .. Linear("mlp.fc2_latent_proj", TensorRole.LatentProjection, ModelPart.Experts, hidden, latent, Sharding.Replicated),
        ]
        : [];
}
