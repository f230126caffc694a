using static Sizing.Models.TensorForms;

namespace Sizing.Models;

/// <summary>The tensors of Mamba blocks and short convolutions.</summary>
internal sealed class StateSpaceTensors(int hidden)
{
    internal IEnumerable<Tensor> Visit(Mamba1 block) =>
    [
        .. Matrix("mixer.in_proj", TensorRole.StateInput, 2L * block.InnerSize, hidden, Sharding.ByOutput, block.ProjectionBias),
        .. Matrix("mixer.conv1d", TensorRole.Convolution, block.InnerSize, block.ConvolutionWidth, Sharding.ByOutput, block.ConvolutionBias),
        .. Matrix("mixer.x_proj", TensorRole.StateInput, block.TimeStepRank + 2L * block.StateSize, block.InnerSize, Sharding.ByInput),
        .. Matrix("mixer.dt_proj", TensorRole.StateParameter, block.InnerSize, block.TimeStepRank, Sharding.ByOutput, bias: true),
        new Tensor
        {
            LocalName = "mixer.A_log", Role = TensorRole.StateParameter, Part = ModelPart.Attention,
            Rows = block.InnerSize, Columns = block.StateSize, Sharding = Sharding.ByOutput,
        },
        State("mixer.D", block.InnerSize),
        .. block.InnerNorms ? InnerNorms(block) : [],
        .. Matrix("mixer.out_proj", TensorRole.StateOutput, hidden, block.InnerSize, Sharding.ByInput, block.ProjectionBias),
    ];

    internal IEnumerable<Tensor> Visit(Mamba2 block) =>
    [
        .. Matrix("mixer.in_proj", TensorRole.StateInput, block.InnerSize + block.ConvolutionChannels + block.Heads, hidden, Sharding.ByOutput, block.ProjectionBias),
        .. Matrix("mixer.conv1d", TensorRole.Convolution, block.ConvolutionChannels, block.ConvolutionWidth, Sharding.ByOutput, block.ConvolutionBias),
        State("mixer.A_log", block.Heads),
        State("mixer.D", block.Heads),
        State("mixer.dt_bias", block.Heads),
        .. block.GatedNorm ? Norm("mixer.norm", NormKind.Weight, block.InnerSize, ModelPart.Attention) : [],
        .. Matrix("mixer.out_proj", TensorRole.StateOutput, hidden, block.InnerSize, Sharding.ByInput, block.ProjectionBias),
    ];

    internal IEnumerable<Tensor> Visit(ShortConvolution block) =>
    [
        .. Matrix("conv.in_proj", TensorRole.StateInput, 3L * block.Channels, hidden, Sharding.ByOutput, block.Bias),
        .. Matrix("conv.conv", TensorRole.Convolution, block.Channels, block.ConvolutionWidth, Sharding.ByOutput, block.Bias),
        .. Matrix("conv.out_proj", TensorRole.StateOutput, hidden, block.Channels, Sharding.ByInput, block.Bias),
    ];

    private static IEnumerable<Tensor> InnerNorms(Mamba1 block) =>
    [
        .. Norm("mixer.dt_layernorm", NormKind.Weight, block.TimeStepRank, ModelPart.Attention),
        .. Norm("mixer.b_layernorm", NormKind.Weight, block.StateSize, ModelPart.Attention),
        .. Norm("mixer.c_layernorm", NormKind.Weight, block.StateSize, ModelPart.Attention),
    ];

    private static IEnumerable<Tensor> Matrix(string name, TensorRole role, long outputs, long inputs, Sharding sharding, bool bias = false) =>
        Linear(name, role, ModelPart.Attention, outputs, inputs, sharding, bias);

    private static Tensor State(string name, long length) =>
        Vector(name, TensorRole.StateParameter, ModelPart.Attention, length, Sharding.ByOutput);
}
