namespace Sizing;

/// <summary>
/// What an engine has logged, to be used in place of the library's own figures; null where the library's figure is wanted. All per GPU.
/// </summary>
public sealed record ServingMeasurements
{
    /// <summary>Memory that the process sees in total.</summary>
    public Bytes? Usable { get; init; }

    /// <summary>Weights after loading.</summary>
    public Bytes? Weights { get; init; }

    /// <summary>Peak of activations in the profile run.</summary>
    public Bytes? Activations { get; init; }

    /// <summary>Memory outside the tensor allocator.</summary>
    public Bytes? NonTorch { get; init; }

    /// <summary>CUDA graphs.</summary>
    public Bytes? Graphs { get; init; }

    /// <summary>Sequences that all replicas ran at a time.</summary>
    public double? RunningSequences { get; init; }

    /// <summary>Memory given to the KV cache.</summary>
    public Bytes? KvPool { get; init; }
}
