using static Sizing.Models.TensorForms;

namespace Sizing.Models.Vision;

/// <summary>What vision encoders are made of.</summary>
internal static class VisionBlocks
{
    /// <summary>A layer norm with weight and bias.</summary>
    internal static IEnumerable<Tensor> LayerNorm(string name, long width) => Norm(name, NormKind.WeightAndBias, width, ModelPart.Vision);

    /// <summary>A matrix, with a bias unless told otherwise, whole on every rank unless told otherwise.</summary>
    internal static IEnumerable<Tensor> Matrix(string name, long outputs, long inputs, bool bias = true, Sharding sharding = Sharding.Replicated) =>
        Linear(name, TensorRole.Vision, ModelPart.Vision, outputs, inputs, sharding, bias);

    /// <summary>A stored table or vector.</summary>
    internal static Tensor Table(string name, long rows, long columns = 1) => new()
    {
        LocalName = name,
        Role = TensorRole.Vision,
        Part = ModelPart.Vision,
        Rows = rows,
        Columns = columns,
    };

    /// <summary>The encoder layers.</summary>
    internal static IEnumerable<Tensor> Layers(int count, Func<string, IEnumerable<Tensor>> layer, string prefix = "visual.blocks") =>
        Enumerable.Range(0, count).SelectMany(index => layer($"{prefix}.{index}"));

    /// <summary>The layer of the original vision transformer: two layer norms, attention over all heads, a plain feed-forward.</summary>
    internal static IEnumerable<Tensor> Layer(string name, long width, long inner, bool attentionBias = true) =>
    [
        .. LayerNorm(name + ".norm1", width),
        .. LayerNorm(name + ".norm2", width),
        .. Attention(name, width, 3 * width, attentionBias),
        .. TwoMatrices(name + ".mlp", inner, width, width),
    ];

    /// <summary>Attention of a fused projection of so many rows.</summary>
    internal static IEnumerable<Tensor> Attention(string name, long width, long rows, bool bias) =>
    [
        .. Matrix(name + ".attn.qkv", rows, width, bias, Sharding.ByOutput),
        .. Matrix(name + ".attn.proj", width, width, bias, Sharding.ByInput),
    ];

    /// <summary>A gated feed-forward.</summary>
    internal static IEnumerable<Tensor> GatedFeedForward(string name, long inner, long width, bool bias) =>
    [
        .. Matrix(name + ".mlp.gate_proj", inner, width, bias, Sharding.ByOutput),
        .. Matrix(name + ".mlp.up_proj", inner, width, bias, Sharding.ByOutput),
        .. Matrix(name + ".mlp.down_proj", width, inner, bias, Sharding.ByInput),
    ];

    /// <summary>Two matrices with a nonlinearity between them: a feed-forward or a projector.</summary>
    internal static IEnumerable<Tensor> TwoMatrices(string name, long inner, long inputs, long outputs, bool bias = true) =>
    [
        .. Matrix(name + ".linear_1", inner, inputs, bias, Sharding.ByOutput),
        .. Matrix(name + ".linear_2", outputs, inner, bias, Sharding.ByInput),
    ];
}
