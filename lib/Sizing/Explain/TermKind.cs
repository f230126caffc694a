namespace Sizing.Explain;

/// <summary>What a term is about; a kind has one colour in every chart.</summary>
public enum TermKind
{
    /// <summary>A total or anything without a colour of its own.</summary>
    Other,

    /// <summary>Model weights.</summary>
    Weights,

    /// <summary>KV cache.</summary>
    KvCache,

    /// <summary>Recurrent state of linear and SSM layers.</summary>
    State,

    /// <summary>Activations.</summary>
    Activations,

    /// <summary>Context of the driver, communication buffers and the like.</summary>
    Overhead,

    /// <summary>CUDA graphs.</summary>
    Graphs,

    /// <summary>Gradients.</summary>
    Gradients,

    /// <summary>FP32 master copy of the weights.</summary>
    MasterWeights,

    /// <summary>Optimizer state.</summary>
    Optimizer,

    /// <summary>Logits and loss.</summary>
    Loss,

    /// <summary>Temporary buffers.</summary>
    Temporary,

    /// <summary>Room left.</summary>
    Free,
}
