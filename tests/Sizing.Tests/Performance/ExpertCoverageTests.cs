using Sizing.Performance;

namespace Sizing.Tests.Performance;

public sealed class ExpertCoverageTests
{
    // 64 tokens, 8 of 256 experts each: 1 − (248 / 256)^64 = 0.869 by hand.
    [Fact]
    public void A_batch_of_64_reads_87_percent_of_256_experts_of_which_a_token_uses_8() =>
        Assert.Equal(0.869, ExpertCoverage.Share(experts: 256, perToken: 8, tokens: 64), 3);

    [Fact]
    public void One_token_reads_its_own_experts() => Assert.Equal(8.0 / 256, ExpertCoverage.Share(256, 8, 1), 12);
}
