namespace Sizing.Training;

/// <summary>Classes of kept tensors, which selective recomputation treats apart.</summary>
public enum SavedClass
{
    /// <summary>Element-wise results: norms, activation functions, copies.</summary>
    Elementwise,

    /// <summary>Results of matrix products, and their inputs.</summary>
    Product,

    /// <summary>Scores, softmax and dropout of attention that stores them.</summary>
    AttentionCore,
}
