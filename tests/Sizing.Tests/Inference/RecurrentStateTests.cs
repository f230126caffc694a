using Sizing.Inference;
using Sizing.Models;
using Sizing.Tests.Models;

namespace Sizing.Tests.Inference;

public sealed class RecurrentStateTests
{
    [Fact]
    public void A_sequence_of_24_gated_delta_layers_takes_the_50_25_MiB_that_llama_cpp_logs()
    {
        var layer = new GatedDeltaNet { KeyHeads = 16, ValueHeads = 32, KeyHeadSize = 128, ValueHeadSize = 128, ConvolutionWidth = 4 };
        Assert.Equal(50.25, (RecurrentState.BytesPerSequence(layer, DataType.Fp32, DataType.Fp32) * 24).InMiB);
    }

    [Fact]
    public void Qwen3_6_27B_takes_149_625_MiB_a_sequence() =>
        Assert.Equal(149.625, RecurrentState.BytesPerSequence(Model("nvidia/Qwen3.6-27B-NVFP4"), DataType.Fp32, DataType.Fp32).InMiB);

    [Fact]
    public void Nemotron_3_Nano_keeps_a_constant_state_of_its_23_Mamba_layers()
    {
        // 23 layers: 64 heads * 64 * 128 fp32, and (4096 + 2 * 8 * 128) channels * 3 bf16.
        var expected = 23L * (64 * 64 * 128 * 4 + (4_096 + 2_048) * 3 * 2);
        Assert.Equal(new Bytes(expected), RecurrentState.BytesPerSequence(Model("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16"), DataType.Bf16, DataType.Fp32));
    }

    [Fact]
    public void Tensor_parallel_ranks_divide_the_state()
    {
        var model = Model("Qwen/Qwen3-Next-80B-A3B-Instruct");
        var one = RecurrentState.BytesPerSequence(model, DataType.Bf16, DataType.Fp32);
        Assert.Equal(one.DividedOver(4), RecurrentState.BytesPerSequence(model, DataType.Bf16, DataType.Fp32, tensorParallel: 4));
    }

    [Fact]
    public void Groups_that_do_not_divide_are_extended_to_the_ranks()
    {
        // vLLM: 1 group over 4 ranks becomes 4; (512 + 2 * 4 * 16) / 4 channels * 3.
        var block = new Mamba2 { Heads = 8, HeadSize = 64, Groups = 1, StateSize = 16, ConvolutionWidth = 4 };
        var expected = (512 + 2 * 4 * 16) / 4 * 3 * 2 + 8 / 4 * 64 * 16 * 4;
        Assert.Equal(new Bytes(expected), RecurrentState.BytesPerSequence(block, DataType.Bf16, DataType.Fp32, tensorParallel: 4));
    }

    [Fact]
    public void Groups_that_divide_stay_as_they_are()
    {
        // (512 + 2 * 8 * 16) / 4 channels * 3.
        var block = new Mamba2 { Heads = 8, HeadSize = 64, Groups = 8, StateSize = 16, ConvolutionWidth = 4 };
        var expected = (512 + 2 * 8 * 16) / 4 * 3 * 2 + 8 / 4 * 64 * 16 * 4;
        Assert.Equal(new Bytes(expected), RecurrentState.BytesPerSequence(block, DataType.Bf16, DataType.Fp32, tensorParallel: 4));
    }

    [Fact]
    public void Lightning_attention_keeps_a_square_for_each_head()
    {
        // MiniMax-Text-01: 64 heads of 128, over 8 ranks: 8 * 128 * 128 fp32.
        var block = new LightningAttention { Heads = 64, HeadSize = 128 };
        Assert.Equal(new Bytes(8 * 128 * 128 * 4), RecurrentState.BytesPerSequence(block, DataType.Bf16, DataType.Fp32, tensorParallel: 8));
    }

    [Fact]
    public void Mamba_1_keeps_its_convolution_and_its_state()
    {
        // Falcon-Mamba-7B: 8192 channels, state 16, convolution 4: 8192 * 3 bf16 and 8192 * 16 fp32.
        var block = new Mamba1 { InnerSize = 8_192, StateSize = 16, ConvolutionWidth = 4, TimeStepRank = 256 };
        Assert.Equal(new Bytes(8_192 * 3 * 2 + 8_192 * 16 * 4), RecurrentState.BytesPerSequence(block, DataType.Bf16, DataType.Fp32));
    }

    [Fact]
    public void A_short_convolution_keeps_its_width_less_one()
    {
        // LFM2: 2048 channels, convolution 3: 2 of them in bf16, over 2 ranks.
        var block = new ShortConvolution { Channels = 2_048, ConvolutionWidth = 3 };
        Assert.Equal(new Bytes(1_024 * 2 * 2), RecurrentState.BytesPerSequence(block, DataType.Bf16, DataType.Fp32, tensorParallel: 2));
    }

    [Fact]
    public void Ranks_are_at_least_one() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RecurrentState.BytesPerSequence(new ShortConvolution { Channels = 2_048, ConvolutionWidth = 3 }, DataType.Bf16, DataType.Fp32, tensorParallel: 0));

    [Fact]
    public void Mixers_in_parallel_keep_what_both_keep()
    {
        // Attention beside a Mamba 2 block, and two short convolutions: 2 · 2048 · 2 of bf16.
        var state = new Mamba2 { Heads = 8, HeadSize = 64, Groups = 1, StateSize = 16, ConvolutionWidth = 4 };
        var attention = new GroupedQueryAttention { Heads = 8, KeyValueHeads = 2, HeadSize = 64, ValueHeadSize = 64 };
        var convolution = new ShortConvolution { Channels = 2_048, ConvolutionWidth = 3 };

        Assert.Equal(new Bytes((512 + 2 * 16) * 3 * 2 + 8 * 64 * 16 * 4), RecurrentState.BytesPerSequence(new ParallelMixers(attention, state), DataType.Bf16, DataType.Fp32));
        Assert.Equal(new Bytes(2 * 2_048 * 2 * 2), RecurrentState.BytesPerSequence(new ParallelMixers(convolution, convolution), DataType.Bf16, DataType.Fp32));
    }

    [Fact]
    public void Attention_keeps_no_recurrent_state() =>
        Assert.Equal(Bytes.Zero, RecurrentState.BytesPerSequence(Model("meta-llama/Meta-Llama-3-8B"), DataType.Bf16, DataType.Fp32));

    private static ModelSpec Model(string name) => ReferenceModel.Of(name).Read();
}
