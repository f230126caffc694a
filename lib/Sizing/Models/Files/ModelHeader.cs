namespace Sizing.Models.Files;

/// <summary>What the headers of a model's files say: every tensor with type, shape and bytes. No weights are read.</summary>
/// <param name="Path">The file that was named.</param>
/// <param name="Tensors">The tensors of all its parts.</param>
public sealed record ModelHeader(string Path, IReadOnlyList<StoredTensor> Tensors)
{
    /// <summary>The keys of a GGUF file; empty for safetensors.</summary>
    public GgufMetadata Metadata { get; init; } = GgufMetadata.Empty;

    /// <summary>Whether the file is GGUF, whose keys describe the model.</summary>
    public bool IsGguf => Metadata.Keys.Count > 0;

    /// <summary>The bytes of all tensors, type times shape; headers and padding between tensors are not counted.</summary>
    public Bytes TotalBytes => Tensors.Aggregate(Bytes.Zero, (sum, tensor) => sum + tensor.Bytes);

    /// <summary>The elements of all tensors.</summary>
    public long TotalElements => Tensors.Sum(tensor => tensor.Elements);
}
