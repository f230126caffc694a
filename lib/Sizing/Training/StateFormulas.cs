using Sizing.Explain;

namespace Sizing.Training;

/// <summary>The bytes of model states on one GPU.</summary>
public static class StateFormulas
{
    /// <summary>Elements in a data type, divided over ranks.</summary>
    /// <param name="elements">P: elements on the rank before data parallelism.</param>
    /// <param name="type">e: bytes per element.</param>
    /// <param name="ranks">N: ranks that divide them; 1 when each holds all.</param>
    [Formula("P · e / N")]
    [Source("ZeRO, arXiv:1910.02054", "§5")]
    public static Bytes Stored(long elements, DataType type, int ranks)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.BytesOf(elements).DividedOver(ranks);
    }

    /// <summary>Frozen weights in a storage format: the exact bytes of every tensor divided over ranks; scales of quantized ones stay whole.</summary>
    /// <param name="stored">W: bytes of the tensors without scales.</param>
    /// <param name="ranks">N: ranks that divide them.</param>
    /// <param name="scales">S: bytes of the scales, which are no parameters and which FSDP does not shard.</param>
    [Formula("Σ (W(tensor) / N + S(tensor))")]
    [Source("QLoRA, arXiv:2305.14314", "§2; 4-bit linear layers, embeddings, head and norms stay 16-bit")]
    [Source("rows fms-016 to fms-037", "steady memory of FSDP over two GPUs")]
    public static Bytes Frozen(Bytes stored, int ranks, Bytes scales) => stored.DividedOver(ranks) + scales;

    /// <summary>Optimizer states, tensor by tensor, divided over ranks.</summary>
    /// <param name="states">O: bytes that the optimizer keeps for all tensors of the rank.</param>
    /// <param name="ranks">N: ranks that divide them.</param>
    [Formula("Σ state(tensor) / N")]
    [Source("ZeRO, arXiv:1910.02054", "§5.1")]
    public static Bytes OptimizerStates(Bytes states, int ranks) => states.DividedOver(ranks);

    /// <summary>Weights of a sharded unit, gathered whole for its computation.</summary>
    /// <param name="unit">U: bytes of the unit in the compute type.</param>
    /// <param name="units">k: units that are whole at once.</param>
    [Formula("k · U")]
    [Source("PyTorch FSDP, arXiv:2304.11277", "§4.3; rows fms-010, fms-016: one layer and the root unit")]
    public static Bytes Gathered(Bytes unit, int units) => unit * units;

    /// <summary>PyTorch's foreach optimizers hold a temporary as large as the trained weights.</summary>
    /// <param name="weights">W: bytes of the trained weights on the GPU.</param>
    [Formula("W")]
    [Source("pytorch/pytorch", "torch/optim/optimizer.py, _foreach_doc: about sizeof(params) more peak memory")]
    public static Bytes ForeachTemporary(Bytes weights) => weights;
}
