using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>Block counts of vLLM's kv_cache_utils.py, worked by hand.</summary>
public sealed class KvLayoutTests
{
    private static readonly Bytes Block = new(1_000);
    private static readonly KvGroup Full = new(KvGroupKind.Full, 0, 4, 16, Block);
    private static readonly KvGroup Sliding = new(KvGroupKind.Sliding, 128, 4, 16, Block);
    private static readonly KvGroup Chunked = new(KvGroupKind.Chunked, 128, 4, 16, Block);
    private static readonly KvGroup State = new(KvGroupKind.State, 0, 4, 1, Block);

    [Fact]
    public void A_group_that_keeps_all_takes_whole_blocks_of_the_context() => Assert.Equal(63, KvLayout.BlocksOfSequence(Full, 1_001, 512));

    [Fact]
    public void A_window_keeps_its_tokens_and_a_step_and_one_block_for_where_it_begins()
    {
        // ⌈(128 − 1 + 513) / 16⌉ + 1 = 41; a context of 100 tokens is shorter: ⌈100 / 16⌉ + 1.
        Assert.Equal(41, KvLayout.BlocksOfSequence(Sliding, 10_000, 513));
        Assert.Equal(8, KvLayout.BlocksOfSequence(Sliding, 100, 513));
    }

    [Fact]
    public void A_chunk_keeps_its_tokens_and_a_step()
    {
        // ⌈(128 + 513) / 16⌉ = 41; a context of 100 tokens is shorter.
        Assert.Equal(41, KvLayout.BlocksOfSequence(Chunked, 10_000, 513));
        Assert.Equal(7, KvLayout.BlocksOfSequence(Chunked, 100, 513));
    }

    [Fact]
    public void A_state_is_one_block_whatever_the_context() => Assert.Equal(1, KvLayout.BlocksOfSequence(State, 10_000, 512));

    [Fact]
    public void Groups_with_blocks_of_one_size_are_counted_in_whole_blocks()
    {
        // 63 + 41 blocks of 1,000 B; a pool of 250,999 B has 250.
        var layout = new KvLayout(16, Block, [Full, Sliding]);

        Assert.Equal(104_000, layout.BytesOfSequence(1_001, 513).Count);
        Assert.Equal(250 / 104.0, layout.SequencesIn(new(250_999), 1_001, 513));
    }

    [Fact]
    public void Groups_with_blocks_of_several_sizes_are_counted_in_bytes()
    {
        // 63 · 1,000 + 41 · 500 B.
        var layout = new KvLayout(16, new(1_500), [Full, Sliding with { BlockBytes = new(500) }]);

        Assert.Equal(250_999 / 83_500.0, layout.SequencesIn(new(250_999), 1_001, 513));
    }

    [Fact]
    public void A_state_beside_blocks_of_another_size_is_counted_in_bytes()
    {
        // 63 · 1,000 + 500 B, although the pool's own blocks are those of the one group.
        var layout = new KvLayout(16, Block, [Full, State with { BlockBytes = new(500) }]);

        Assert.Equal(250_999 / 63_500.0, layout.SequencesIn(new(250_999), 1_001, 513));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_pool_that_is_empty_holds_nothing(long pool)
    {
        Assert.Equal(0, KvLayout.Blocks(new(pool), Block));
        Assert.Equal(0, new KvLayout(16, Block, [Full]).SequencesIn(new(pool), 1_001, 513));
    }

    [Fact]
    public void A_stage_lets_through_what_it_holds_or_all_where_it_caches_nothing_and_has_room()
    {
        Assert.Equal(25.0, new KvSequence(Block, 10, new(10_000)).Limit(new(250_999)));
        Assert.Equal(0, new KvSequence(Block, 10, new(10_000)).Limit(new(-1)));
        Assert.Equal(double.PositiveInfinity, new KvSequence(Bytes.Zero, 0, Bytes.Zero).Limit(new(1)));
        Assert.Equal(0, new KvSequence(Bytes.Zero, 0, Bytes.Zero).Limit(new(-1)));
    }

    [Fact]
    public void A_layout_without_a_cache_has_no_blocks()
    {
        Assert.Equal(0, KvLayout.Blocks(Bytes.FromGiB(1), Bytes.Zero));
        Assert.Equal(0, new KvLayout(16, Bytes.Zero, []).SequencesIn(Bytes.FromGiB(1), 1_001, 513));
    }

    [Theory]
    [InlineData(10, 14, 14)]
    [InlineData(10, 15, 10)]
    [InlineData(10, 60, 10)]
    public void Groups_have_the_size_of_the_rarest_kind_unless_the_commonest_is_nearly_as_rare(int fewest, int most, int size) =>
        Assert.Equal(size, VllmLayout.GroupSize(fewest, most));
}
