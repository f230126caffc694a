using Sizing.Explain;

namespace Sizing.Models;

/// <summary>The parameters of a model, by part.</summary>
public sealed record ParameterCount
{
    private ParameterCount(IReadOnlyDictionary<ModelPart, long> parts, long active)
    {
        Parts = parts;
        Active = active;
    }

    /// <summary>The text model: embeddings included, a tied matrix once, without MTP and vision.</summary>
    public long Total => Parts.Sum(part => part.Key is ModelPart.Mtp or ModelPart.Vision ? 0 : part.Value);

    /// <summary>What one token uses of <see cref="Total"/>: of the routed experts only those that the router picks.</summary>
    public long Active { get; }

    /// <summary>Input embeddings and, where it is a matrix of its own, the output head.</summary>
    public long Embedding => Part(ModelPart.Embedding) + Part(ModelPart.Head);

    /// <summary><see cref="Total"/> without <see cref="Embedding"/>, as model cards print it.</summary>
    public long NonEmbedding => Total - Embedding;

    /// <summary>The multi-token prediction modules, or null when the model has none or they are not known.</summary>
    public long? Mtp => Parts.TryGetValue(ModelPart.Mtp, out var count) ? count : null;

    /// <summary>Vision encoder and projector, or null when the model has none or they are not known.</summary>
    public long? Vision => Parts.TryGetValue(ModelPart.Vision, out var count) ? count : null;

    /// <summary>Parameters of each part that the model has.</summary>
    public IReadOnlyDictionary<ModelPart, long> Parts { get; }

    /// <summary>Counts a list of tensors.</summary>
    /// <param name="tensors">rows, columns, copies: of each tensor of the model; those of prediction modules and of a vision encoder are parts of their own.</param>
    [Formula("Σ rows · columns · copies")]
    [Source("Hugging Face safetensors", "a checkpoint's parameter total is the sum of its tensors' elements")]
    public static ParameterCount Of(IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var parts = new SortedDictionary<ModelPart, long>();
        var active = 0L;
        foreach (var tensor in tensors)
        {
            parts[tensor.Part] = parts.GetValueOrDefault(tensor.Part) + tensor.Elements;
            active += tensor.Part is ModelPart.Mtp or ModelPart.Vision ? 0 : tensor.ActiveElements;
        }

        return new(parts, active);
    }

    /// <summary>Parameters of one part; 0 when the model has none.</summary>
    public long Part(ModelPart part) => Parts.GetValueOrDefault(part);
}
