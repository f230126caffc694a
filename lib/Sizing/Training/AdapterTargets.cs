using Sizing.Models;

namespace Sizing.Training;

/// <summary>Which tensors an adapter target names, also where a model stores several projections as one matrix.</summary>
internal static class AdapterTargets
{
    private static readonly string[] Known =
        ["q_proj", "k_proj", "v_proj", "o_proj", "c_attn", "gate_proj", "up_proj", "down_proj", "mlp", "lm_head", "all-linear"];

    /// <summary>Refuses names that no model has.</summary>
    internal static void Validate(IReadOnlyList<string> targets)
    {
        if (targets.FirstOrDefault(target => !Known.Contains(target)) is { } unknown)
            throw new SizingException($"LoRA target '{unknown}' is unknown; known: {string.Join(", ", Known)}.");
    }

    /// <summary>The outputs of each adapter that the targets put beside the tensor; empty when none does.</summary>
    internal static IEnumerable<long> OutputsOf(Tensor tensor, IReadOnlyList<string> targets)
    {
        if (tensor.IsVector || tensor.Part is ModelPart.Vision or ModelPart.Mtp)
            return [];
        bool Has(string target) => targets.Contains(target);
        var mlp = Has("mlp") || Has("all-linear");
        return tensor.Role switch
        {
            TensorRole.Query => One(Has("q_proj") || Has("all-linear"), tensor.Rows),
            TensorRole.Key => One(Has("k_proj") || Has("all-linear"), tensor.Rows),
            TensorRole.Value => One(Has("v_proj") || Has("all-linear"), tensor.Rows),
            TensorRole.AttentionOutput => One(Has("o_proj") || Has("all-linear"), tensor.Rows),
            TensorRole.QueryKeyValue => Has("c_attn") || Has("all-linear") ? [tensor.Rows] : Fused(tensor, Has),
            TensorRole.Gate => One(Has("gate_proj") || mlp, tensor.Rows),
            TensorRole.Up => One(Has("up_proj") || mlp, tensor.Rows),
            TensorRole.GateUp => One(mlp, tensor.Rows),
            TensorRole.Down => One(Has("down_proj") || mlp, tensor.Rows),
            TensorRole.Head => One(Has("lm_head"), tensor.Rows),
            TensorRole.QueryDown or TensorRole.KeyValueDown or TensorRole.KeyValueUp or TensorRole.StateInput or TensorRole.StateOutput =>
                One(Has("all-linear"), tensor.Rows),
            _ => [],
        };
    }

    private static IEnumerable<long> One(bool isTarget, long outputs) => isTarget ? [outputs] : [];

    /// <summary>A fused matrix counts the adapted parts, each with factors of its own.</summary>
    private static IEnumerable<long> Fused(Tensor tensor, Func<string, bool> has)
    {
        if (has("q_proj"))
            yield return tensor.Rows - tensor.KeyValueRows;
        if (has("k_proj"))
            yield return tensor.KeyValueRows / 2;
        if (has("v_proj"))
            yield return tensor.KeyValueRows / 2;
    }
}
