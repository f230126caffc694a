using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>
/// The state that linear-attention and state-space layers keep for each sequence: the same at every context length,
/// divided over tensor-parallel ranks.
/// </summary>
public static class RecurrentState
{
    private const string Vllm = "vllm-project/vllm";
    private const string Shapes = "vllm/model_executor/layers/mamba/mamba_utils.py, MambaStateShapeCalculator";

    /// <summary>Bytes of one sequence in one layer on the most loaded tensor-parallel rank.</summary>
    /// <param name="attention">The layer's token mixer.</param>
    /// <param name="convolutionType">ec: the data type of the convolution state; vLLM takes the model's, llama.cpp fp32.</param>
    /// <param name="recurrentType">er: the data type of the recurrent state; fp32 in most engines.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("convolution · ec + recurrent · er")]
    [Source(Vllm, Shapes)]
    public static Bytes BytesPerSequence(Attention attention, DataType convolutionType, DataType recurrentType, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(attention);
        ArgumentNullException.ThrowIfNull(convolutionType);
        ArgumentNullException.ThrowIfNull(recurrentType);
        var elements = StateElements.Of(attention, tensorParallel);
        return convolutionType.BytesOf(elements.Convolution) + recurrentType.BytesOf(elements.Recurrent);
    }

    /// <summary>Bytes of one sequence in all layers on the most loaded tensor-parallel rank.</summary>
    /// <param name="model">The model, with its layers l.</param>
    /// <param name="convolutionType">ec: the data type of the convolution state.</param>
    /// <param name="recurrentType">er: the data type of the recurrent state.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks.</param>
    [Formula("Σ_l state of layer l")]
    [Source(Vllm, Shapes)]
    public static Bytes BytesPerSequence(ModelSpec model, DataType convolutionType, DataType recurrentType, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Layers.Aggregate(
            Bytes.Zero,
            (sum, layer) => sum + BytesPerSequence(layer.Attention, convolutionType, recurrentType, tensorParallel));
    }

    /// <summary>Convolution elements of a gated delta network.</summary>
    [Formula("(2 · nk · dk + nv · dv) / t · (k − 1)")]
    [Source(Vllm, Shapes + ".gated_delta_net_state_shape")]
    internal static long ConvolutionOf(GatedDeltaNet block, int tensorParallel) =>
        Over(2L * block.KeyHeads * block.KeyHeadSize + (long)block.ValueHeads * block.ValueHeadSize, tensorParallel) * (block.ConvolutionWidth - 1);

    /// <summary>Recurrent elements of a gated delta network.</summary>
    [Formula("nv / t · dv · dk")]
    [Source(Vllm, Shapes + ".gated_delta_net_state_shape")]
    internal static long MatricesOf(GatedDeltaNet block, int tensorParallel) =>
        Over(block.ValueHeads, tensorParallel) * block.ValueHeadSize * block.KeyHeadSize;

    /// <summary>Recurrent elements of lightning attention.</summary>
    [Formula("n / t · d · d")]
    [Source(Vllm, Shapes + ".linear_attention_state_shape")]
    internal static long MatricesOf(LightningAttention block, int tensorParallel) =>
        Over(block.Heads, tensorParallel) * block.HeadSize * block.HeadSize;

    /// <summary>Convolution elements of a Mamba 1 block.</summary>
    [Formula("di / t · (k − 1)")]
    [Source(Vllm, Shapes + ".mamba1_state_shape")]
    internal static long ConvolutionOf(Mamba1 block, int tensorParallel) =>
        Over(block.InnerSize, tensorParallel) * (block.ConvolutionWidth - 1);

    /// <summary>Recurrent elements of a Mamba 1 block.</summary>
    [Formula("di / t · s")]
    [Source(Vllm, Shapes + ".mamba1_state_shape")]
    internal static long MatricesOf(Mamba1 block, int tensorParallel) => Over(block.InnerSize, tensorParallel) * block.StateSize;

    /// <summary>Convolution elements of a Mamba 2 block; groups are extended to the ranks.</summary>
    [Formula("(di + 2 · g' · s) / t · (k − 1)")]
    [Source(Vllm, Shapes + ".mamba2_state_shape")]
    internal static long ConvolutionOf(Mamba2 block, int tensorParallel)
    {
        var groups = Math.Max(block.Groups, tensorParallel);
        return Over(block.InnerSize + 2L * groups * block.StateSize, tensorParallel) * (block.ConvolutionWidth - 1);
    }

    /// <summary>Recurrent elements of a Mamba 2 block.</summary>
    [Formula("n / t · d · s")]
    [Source(Vllm, Shapes + ".mamba2_state_shape")]
    internal static long MatricesOf(Mamba2 block, int tensorParallel) =>
        Over(block.Heads, tensorParallel) * block.HeadSize * block.StateSize;

    /// <summary>Convolution elements of a short convolution.</summary>
    [Formula("h / t · (k − 1)")]
    [Source(Vllm, Shapes + ".short_conv_state_shape")]
    internal static long ConvolutionOf(ShortConvolution block, int tensorParallel) =>
        Over(block.Channels, tensorParallel) * (block.ConvolutionWidth - 1);

    private static long Over(long elements, int ranks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranks);
        return (elements + ranks - 1) / ranks;
    }
}
