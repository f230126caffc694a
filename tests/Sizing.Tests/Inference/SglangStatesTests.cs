using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>What SGLang gives the recurrent states of hybrid models.</summary>
public sealed class SglangStatesTests
{
    private static readonly Serving Nemotron = new(Catalog.Model("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16"), Catalog.Gpu("H100"))
    {
        Engine = ServingEngine.Parse("sglang@0.5.16"),
        Plan = new(4),
        KvCache = DataType.Fp8,
        Context = 8_192,
    };

    // By hand: 23 layers of 64 / 4 · 64 · 128 · 4 + (4,096 + 2 · 8 · 128) / 4 · 3 · 2 B are 12,270,592 B a state; 6 layers of 2 · 128 B are 1,536 B a token.
    // A startup log of this layout at TP4: "max_mamba_cache_size: 2211, conv_state size: 0.44GB, ssm_state size: 24.84GB", "#tokens: 19644177, K size: 14.05 GB, V size: 14.05 GB".
    [Fact]
    public void A_log_divided_its_memory_so()
    {
        var logged = new Bytes(2_211 * 12_270_592L + 19_644_177 * 1_536L);

        Assert.InRange(SglangStates.Slots(logged, 0.9, new(12_270_592)), 2_211, 2_212);
        Assert.Equal(12_270_592, RecurrentState.BytesPerSequence(Nemotron.Model, DataType.Bf16, DataType.Fp32, 4).Count);
    }

    // docs.sglang.io, cookbook of Qwen3.8-27B, whose layers are those of Qwen3.6-27B: "state_bytes 153.9 MB fp32".
    [Fact]
    public void A_state_is_as_large_as_the_cookbook_says() =>
        Assert.Equal(153.9e6, RecurrentState.BytesPerSequence(Catalog.Model("nvidia/Qwen3.6-27B-NVFP4"), DataType.Bf16, DataType.Fp32).Count, 0.05e6);

    [Fact]
    public void States_take_nine_tenths_of_what_the_cache_gets()
    {
        var estimate = Nemotron.Estimate();
        var states = StatesOf(estimate);

        Assert.Equal(0.9, states / (double)estimate.KvPool.Count, 0.001);
        Assert.Equal(estimate.Budget.Count, estimate.Weights.Count + states + estimate.KvPool.Count);
        Assert.Equal(0, states % 12_270_592);
        Assert.Equal(estimate.KvPool.Count / 1_536, estimate.CapacityTokens);
    }

    // cookbook: S, states of a running request: extra_buffer 5 (default), no_buffer 3; a run with 360 states took 72 requests.
    [Theory]
    [InlineData("sglang@0.5.16", 360, 72)]
    [InlineData("sglang@0.5.12", 360, 120)]
    public void Requests_reserve_several_states(string engine, int slots, double requests)
    {
        var estimate = (Nemotron with { Engine = ServingEngine.Parse(engine), StateSlots = slots }).Estimate();

        Assert.Equal(requests, estimate.MaxConcurrency, 0.01);
        Assert.Equal(360 * 12_270_592L, StatesOf(estimate));
    }

    // model_runner_kv_cache_mixin.py: without a radix cache a request reserves one state, and as many are kept as requests may run, if that was given.
    [Fact]
    public void Without_a_prefix_cache_a_request_reserves_one()
    {
        var kept = Nemotron with { WithoutPrefixCache = true };

        Assert.Equal(StatesOf(kept.Estimate()) / 12_270_592, kept.Estimate().MaxConcurrency, 0.5);
        Assert.Equal(128 * 12_270_592L, StatesOf((kept with { MaxSequences = 128 }).Estimate()));
        Assert.Equal(128, (kept with { MaxSequences = 128 }).Estimate().MaxConcurrency, 0.01);
    }

    // 17 million tokens are 66 requests of 262,144: fewer than states allow, so that the context counts.
    [Fact]
    public void The_longest_context_limits_where_it_takes_more_than_the_states()
    {
        var estimate = (Nemotron with { Context = 262_144 }).Estimate();

        Assert.Equal(estimate.CapacityTokens / 262_144.0, estimate.MaxConcurrency, 0.001);
    }

    [Fact]
    public void A_lower_ratio_leaves_more_to_the_cache()
    {
        var estimate = (Nemotron with { StateRatio = 0.3 }).Estimate();

        Assert.Equal(0.3, StatesOf(estimate) / (double)estimate.KvPool.Count, 0.001);
    }

    [Fact]
    public void Versions_before_the_pool_count_states_for_each_sequence() =>
        Assert.DoesNotContain((Nemotron with { Engine = ServingEngine.Parse("sglang@0.5.3") }).Estimate().Stage.Paid, term => term.Name == "States of requests");

    public static TheoryData<Serving, string> Refused => new()
    {
        { Nemotron with { StateRatio = 0 }, "must be positive" },
        { Nemotron with { StateRatio = double.NaN }, "must be positive" },
        { Nemotron with { StateSlots = 0 }, "must be positive" },
        { Nemotron with { Engine = ServingEngine.Default, StateSlots = 10 }, "keeps no pool of states apart" },
        { Nemotron with { WithoutPrefixCache = true, PrefixHit = 0.5 }, "no prefix is kept" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_is_refused(Serving serving, string why) =>
        Assert.Contains(why, Assert.Throws<SizingException>(serving.Estimate).Message, StringComparison.Ordinal);

    private static long StatesOf(ServingEstimate estimate) => estimate.Stage.Paid.Single(term => term.Name == "States of requests").Value.Whole;
}
