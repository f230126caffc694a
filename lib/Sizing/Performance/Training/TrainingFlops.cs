using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Performance;

/// <summary>Operations of a training token: what the mathematics needs, and what the kernels compute.</summary>
/// <param name="Dense">Weights of matrices that every token uses, without the head.</param>
/// <param name="Routed">Weights of the routed experts that a token uses.</param>
/// <param name="Head">Weights of the head.</param>
/// <param name="Channels">A: attention channels, heads times head size, of all layers.</param>
/// <param name="Adapters">Weights of adapters.</param>
internal sealed record TrainingFlops(double Dense, double Routed, double Head, double Channels, double Adapters)
{
    /// <summary>Forward passes that the backward pass of the attention core takes: five products in place of two, half of each masked.</summary>
    private const double AttentionBackward = 2.5;

    /// <summary>The operations of a run.</summary>
    internal static TrainingFlops Of(TrainingRun run)
    {
        var matrices = run.Model.Tensors().Where(tensor => !tensor.IsVector
            && tensor.Part is not (ModelPart.Embedding or ModelPart.Vision) && tensor.Role is not TensorRole.Head).ToList();
        return new(
            matrices.Where(tensor => !tensor.IsRoutedExpert).Sum(tensor => (double)tensor.ActiveElements),
            matrices.Where(tensor => tensor.IsRoutedExpert).Sum(tensor => (double)tensor.ActiveElements),
            (double)(run.Model.Head?.Rows ?? 0) * run.Model.Embedding.Width,
            matrices.Where(tensor => tensor.Role is TensorRole.AttentionOutput).Sum(tensor => (double)tensor.Columns),
            run.Adapter?.TrainedParameters(run.Model) ?? 0);
    }

    /// <summary>The model FLOPs of a token.</summary>
    internal double Model(TrainingRun run) => Explain(run).Value.Value;

    /// <summary>The model FLOPs of a token as a tree.</summary>
    internal Term Explain(TrainingRun run)
    {
        var model = Explain("Model FLOPs of a token", Dense + Routed + Head, Passes(run), Channels, run.AttendedTokens);
        return run.Adapter is null
            ? model
            : Term.Sum("Model FLOPs of a token", TermKind.Other, model with { Name = "Of the frozen model" }, Explain("Of the adapters", Adapters, 3, 0, 0));
    }

    private static Term Explain(string name, double weights, int passes, double channels, int attended) => Term.Computed(
        name, TermKind.Other, Amount.Of(TrainingCompute.PerToken(weights, passes, channels, attended), Unit.Flops), TrainingCompute.PerToken,
        new("N", "weights of matrices that a token uses", Amount.Of(weights, Unit.Parameters)), new("k", "forward, and gradients of inputs and of trained weights", passes),
        new("A", "attention channels of all layers", Amount.Of(channels)), new("s", "tokens that attention ranges over", Amount.Of(attended, Unit.Tokens)));

    /// <summary>What the products of a token's dense layers, experts and head compute, recomputation included.</summary>
    internal (double Layers, double Experts, double Head) Computed(TrainingRun run)
    {
        var passes = Passes(run) + (run.Recompute is Recompute.Full ? 1 : 0);
        return (2 * passes * Dense + 2 * (passes + 1) * Adapters, 2 * passes * Routed, 2 * Passes(run) * Head);
    }

    /// <summary>What the attention core of a token computes: causal, five products backward for two forward, and forward again when recomputed.</summary>
    internal static double Attention(TrainingRun run)
    {
        var recomputed = run.Recompute is Recompute.Full || (run.Recompute is Recompute.Selective && !run.Framework.SelectiveKeepsProducts) ? 1 : 0;
        return (1 + AttentionBackward + recomputed) * AttentionFlops.PerQuery(run.Model, run.AttendedTokens / 2.0, cached: false);
    }

    private static int Passes(TrainingRun run) => run.Adapter is null ? 3 : 2;
}
