using Sizing.Training.Published;

namespace Sizing.Tests.Training;

/// <summary>Against the table of Megatron-LM's docs/user-guide/features/dist_optimizer.md.</summary>
public sealed class MegatronStatesTests
{
    [Fact]
    public void Without_the_distributed_optimizer_bf16_takes_18_bytes_a_parameter_fp16_20_and_fp32_16() =>
        Assert.Equal((18, 20, 16), (MegatronStates.Bf16(), MegatronStates.Fp16(), MegatronStates.Fp32()));

    [Fact]
    public void With_it_over_8_ranks_bf16_takes_7_5_bytes_fp16_6_and_fp32_9() => Assert.Equal(
        (6 + 1.5, 4 + 2.0, 8 + 1.0),
        (MegatronStates.Bf16Distributed(8), MegatronStates.Fp16Distributed(8), MegatronStates.Fp32Distributed(8)));
}
