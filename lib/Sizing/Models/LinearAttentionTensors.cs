using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of linear-attention blocks.</summary>
internal sealed class LinearAttentionTensors(int hidden)
{
    internal IEnumerable<Tensor> Visit(GatedDeltaNet attention) => attention.PerChannelDecay ? KimiDelta(attention) : QwenDelta(attention);

    internal IEnumerable<Tensor> Visit(LightningAttention attention)
    {
        var width = (long)attention.Heads * attention.HeadSize;
        return
        [
            .. Matrix("self_attn.qkv_proj", TensorRole.StateInput, 3 * width, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.output_gate", TensorRole.StateInput, width, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.out_proj", TensorRole.StateOutput, hidden, width, Sharding.ByInput),
            .. Norm("self_attn.norm", NormKind.Weight, width, ModelPart.Attention),
        ];
    }

    private IEnumerable<Tensor> QwenDelta(GatedDeltaNet attention)
    {
        var (keys, values) = Widths(attention);
        return
        [
            .. Matrix("linear_attn.in_proj_qkvz", TensorRole.StateInput, 2 * keys + 2 * values, hidden, Sharding.ByOutput),
            .. Matrix("linear_attn.in_proj_ba", TensorRole.StateInput, 2L * attention.ValueHeads, hidden, Sharding.ByOutput),
            .. Matrix("linear_attn.conv1d", TensorRole.Convolution, 2 * keys + values, attention.ConvolutionWidth, Sharding.ByOutput),
            State("linear_attn.A_log", attention.ValueHeads),
            State("linear_attn.dt_bias", attention.ValueHeads),
            .. Norm("linear_attn.norm", NormKind.Weight, attention.ValueHeadSize, ModelPart.Attention),
            .. Matrix("linear_attn.out_proj", TensorRole.StateOutput, hidden, values, Sharding.ByInput),
        ];
    }

    private IEnumerable<Tensor> KimiDelta(GatedDeltaNet attention)
    {
        var (keys, values) = Widths(attention);
        return
        [
            .. Matrix("self_attn.q_proj", TensorRole.StateInput, keys, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.k_proj", TensorRole.StateInput, keys, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.v_proj", TensorRole.StateInput, values, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.q_conv1d", TensorRole.Convolution, keys, attention.ConvolutionWidth, Sharding.ByOutput),
            .. Matrix("self_attn.k_conv1d", TensorRole.Convolution, keys, attention.ConvolutionWidth, Sharding.ByOutput),
            .. Matrix("self_attn.v_conv1d", TensorRole.Convolution, values, attention.ConvolutionWidth, Sharding.ByOutput),
            State("self_attn.A_log", attention.ValueHeads),
            .. Matrix("self_attn.f_a_proj", TensorRole.StateInput, attention.ValueHeadSize, hidden, Sharding.Replicated),
            .. Matrix("self_attn.f_b_proj", TensorRole.StateInput, keys, attention.ValueHeadSize, Sharding.ByOutput),
            State("self_attn.dt_bias", keys),
            .. Matrix("self_attn.b_proj", TensorRole.StateInput, attention.ValueHeads, hidden, Sharding.ByOutput),
            .. Matrix("self_attn.g_a_proj", TensorRole.StateInput, attention.ValueHeadSize, hidden, Sharding.Replicated),
            .. Matrix("self_attn.g_b_proj", TensorRole.StateInput, values, attention.ValueHeadSize, Sharding.ByOutput),
            .. Norm("self_attn.o_norm", NormKind.Weight, attention.ValueHeadSize, ModelPart.Attention),
            .. Matrix("self_attn.o_proj", TensorRole.StateOutput, hidden, values, Sharding.ByInput),
        ];
    }

    private static (long Keys, long Values) Widths(GatedDeltaNet attention) =>
        ((long)attention.KeyHeads * attention.KeyHeadSize, (long)attention.ValueHeads * attention.ValueHeadSize);

    private static IEnumerable<Tensor> Matrix(string name, TensorRole role, long outputs, long inputs, Sharding sharding) =>
        Linear(name, role, ModelPart.Attention, outputs, inputs, sharding);

    private static Tensor State(string name, long length) =>
        Vector(name, TensorRole.StateParameter, ModelPart.Attention, length, Sharding.ByOutput);
}
