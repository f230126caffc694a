using Sizing.Explain;

namespace Sizing.Tests.Inference;

public class ServingTests
{
    private static readonly ModelSpec Llama3 = Catalog.Model("meta-llama/Meta-Llama-3-8B");
    private static readonly ModelSpec Llama31 = Catalog.Model("meta-llama/Llama-3.1-8B-Instruct");
    private static readonly GpuSpec H100 = Catalog.Gpu("H100");

    /// <summary>A start of vLLM 0.19.0 as the logs of llm-d-planner have it: 0.95 of an H100, sequences of 8,192 tokens.</summary>
    private static readonly Serving Logged = new(Llama31, H100) { Engine = ServingEngine.Parse("vllm@0.19.0"), Utilization = 0.95, Context = 8_192 };

    [Fact]
    public void The_golden_line_gives_the_kv_pool_that_vllm_0_6_5_logged()
    {
        var serving = new Serving(Llama3, H100)
        {
            Engine = ServingEngine.Parse("vllm@0.6.5"),
            Utilization = 0.9,
            Measured = new() { Usable = Bytes.FromGiB(79.22), NonTorch = Bytes.FromGiB(1.79), Activations = Bytes.FromGiB(1.26) },
        };

        // 0.90 · 79.22 − 14.96 − 1.79 − 1.26 = 53.29 GiB (vllm-project/vllm#10511).
        Assert.Equal(53.29, serving.Estimate().KvPool.InGiB, 0.01);
    }

    [Fact]
    public void Weights_are_what_vllm_logs_with_the_rotary_table()
    {
        // 8,030,261,248 · 2 B + 131,072 · 128 · 2 B.
        Assert.Equal(16_060_522_496 + 33_554_432, Logged.Estimate().Weights.Count);
    }

    [Fact]
    public void The_activation_peak_is_within_one_percent_of_the_log() =>
        Assert.Equal(1.89, Logged.Estimate().Activations.InGiB, 0.019);

    [Theory]
    [InlineData(1, 1, 476_000)]
    [InlineData(2, 1, 1_044_688)]
    [InlineData(4, 1, 2_209_792)]
    [InlineData(1, 2, 1_075_312)]
    [InlineData(1, 4, 2_257_264)]
    public void Capacity_is_within_one_percent_of_the_log_from_the_config_alone(int tensor, int pipeline, long loggedTokens)
    {
        var estimate = (Logged with { Plan = new(tensor, pipeline) }).Estimate();

        Assert.Equal(loggedTokens, estimate.CapacityTokens, loggedTokens * 0.01);
    }

    [Fact]
    public void Capacity_follows_exactly_from_a_logged_pool()
    {
        var serving = Logged with { Measured = new() { KvPool = Bytes.FromGiB(58.11) } };

        // 58.11 GiB in blocks of 16 tokens of 131,072 B: 476,037 tokens, in whole blocks 476,032; logged 476,000 and 58.11 sequences.
        Assert.Equal(476_032, serving.Estimate().CapacityTokens);
        Assert.Equal(58.11, serving.Estimate().MaxConcurrency, 0.005);
    }

    [Fact]
    public void The_parts_of_the_memory_and_the_room_left_add_up_to_the_budget()
    {
        var estimate = (Logged with { Concurrency = 16, Engine = null }).Estimate();

        Assert.Equal(estimate.Budget, estimate.Weights + estimate.Activations + estimate.Overhead + estimate.KvPool);
        Assert.Equal(estimate.Budget, new Bytes(estimate.Memory.Value.Whole) + estimate.RoomLeft);
    }

    [Fact]
    public void Sixteen_sequences_of_8192_tokens_request_16_GiB_of_kv_cache() =>
        Assert.Equal(Bytes.FromGiB(16), new((Logged with { Concurrency = 16 }).Estimate().Kv.Requested.Value.Whole));

    [Fact]
    public void A_24_GB_card_serves_llama_3_8b_in_bf16_with_four_to_five_full_sequences()
    {
        // claims-audit A1.18: 0.9 · 24,564 MiB − 15.0 − about 2 GiB leave about 4.6 GiB, four to five sequences of 8,192 tokens.
        var estimate = new Serving(Llama3, Catalog.Gpu("RTX 4090")) { Utilization = 0.9 }.Estimate();

        Assert.True(estimate.Fits);
        Assert.InRange(estimate.KvPool.InGiB, 4.3, 4.9);
        Assert.InRange(estimate.MaxConcurrency, 4, 5);
    }

    [Theory]
    [InlineData("T4")]
    [InlineData("RTX 4080")]
    public void A_16_GB_card_does_not_serve_llama_3_8b_in_bf16_at_any_context(string gpu)
    {
        var estimate = new Serving(Llama3, Catalog.Gpu(gpu)) { Context = 16 }.Estimate();

        Assert.False(estimate.Fits);
        Assert.True(estimate.KvPool < Bytes.Zero);
    }

    [Fact]
    public void Bf16_on_a_T4_is_refused_as_vllm_refuses_it() =>
        Assert.Contains("cannot compute in bf16", new Serving(Llama3, Catalog.Gpu("T4")).Estimate().WhyNot, StringComparison.Ordinal);

    [Fact]
    public void A_context_beyond_the_models_own_is_a_warning() =>
        Assert.Contains("8,192 tokens", Assert.Single((Logged with { Model = Llama3, Context = 16_384 }).Estimate().Warnings), StringComparison.Ordinal);

    [Fact]
    public void Every_computed_term_names_a_source() =>
        Assert.All(
            Logged.Estimate().Terms.SelectMany(term => term.Walk()).Select(node => node.Term).Where(term => term.Combination is Combination.Leaf),
            term => Assert.True(term.Formula?.Sources.Count > 0 || term.Source is not null, term.Name));

    [Fact]
    public void More_gpus_never_hold_less()
    {
        var capacities = new[] { 1, 2, 4, 8 }.Select(gpus => (Logged with { Gpus = gpus }).Estimate().CapacityTokens).ToList();

        Assert.Equal(capacities.Order(), capacities);
    }
}
