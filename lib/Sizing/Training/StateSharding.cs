namespace Sizing;

/// <summary>What data-parallel ranks divide among them.</summary>
public enum StateSharding
{
    /// <summary>Nothing: every rank holds all states (DDP).</summary>
    None,

    /// <summary>Optimizer states and master copy: ZeRO-1, Megatron's distributed optimizer.</summary>
    Optimizer,

    /// <summary>Gradients too: ZeRO-2, FSDP SHARD_GRAD_OP.</summary>
    Gradients,

    /// <summary>Weights too: ZeRO-3, FSDP.</summary>
    Weights,
}
