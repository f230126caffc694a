namespace Sizing.Explain;

/// <summary>What an amount is counted over.</summary>
public enum Scope
{
    /// <summary>The model itself, however it is deployed.</summary>
    Model,

    /// <summary>One GPU, the most loaded one.</summary>
    PerGpu,

    /// <summary>One replica of the model.</summary>
    Replica,

    /// <summary>All GPUs of the deployment.</summary>
    Cluster,
}
