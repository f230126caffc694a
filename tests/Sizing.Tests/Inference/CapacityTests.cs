using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>What the cache holds: by version, by stage, and where nothing is cached.</summary>
public sealed class CapacityTests
{
    private static readonly Serving Gemma = new(Catalog.Model("google/gemma-3-12b-it"), Catalog.Gpu("H100"))
    {
        Context = 8_192,
        BatchedTokens = 8_192,
        Measured = new() { KvPool = Bytes.FromGiB(47.72) },
        KvOffload = Bytes.FromGiB(6),
    };

    // 47.72 GiB are 48,865 blocks of 1 MiB, of 16 tokens in 8 layers. Up to 0.19 vLLM logs those of a group of six: 8,144 · 16. Since, sequences · context:
    // a sequence takes 512 blocks of layers that keep all and five times 513 of windows, 3,077, and 48,865 / 3,077 · 8,192 = 130,094.4. Host memory likewise: 6,144 blocks.
    [Theory]
    [InlineData("vllm@0.19.0", 8_144 * 16, 1_024 * 16)]
    [InlineData("vllm@0.20.0", 130_094, 16_357)]
    public void Tokens_are_counted_as_the_version_logs_them(string engine, long tokens, long onHost)
    {
        var estimate = (Gemma with { Engine = ServingEngine.Parse(engine) }).Estimate();

        Assert.Equal(tokens, estimate.CapacityTokens);
        Assert.Equal(onHost, estimate.Kv.OffloadedTokens);
    }

    [Theory]
    [InlineData("vllm", 1_024)]
    [InlineData("vllm@0.15.0", 1_024)]
    [InlineData("trtllm", 2_048)]
    public void A_model_without_a_cache_runs_what_a_step_takes(string engine, double sequences)
    {
        var estimate = (Gemma with { Model = Catalog.Model("google-bert/bert-base-uncased"), Context = 512, Engine = ServingEngine.Parse(engine), Measured = new() }).Estimate();

        Assert.Equal(0, estimate.CapacityTokens);
        Assert.Equal(0, estimate.Kv.OffloadedTokens);
        Assert.Equal([sequences, sequences, sequences], new[] { estimate.Kv.MaxConcurrencyLow, estimate.MaxConcurrency, estimate.Kv.MaxConcurrencyHigh });
        Assert.True(estimate.Fits);
    }

    [Fact]
    public void The_stage_with_the_fewest_sequences_limits_and_not_the_one_with_the_least_memory()
    {
        // Llama-3.1-8B in five stages of 6, 6, 7, 7 and 6 layers: the ends have the embedding and the head, 1 GiB, and a seventh layer has 0.4 GiB.
        var estimate = (Gemma with { Model = Catalog.Model("meta-llama/Llama-3.1-8B"), Plan = new(Pipeline: 5), Measured = new() }).Estimate();

        Assert.Equal([6, 6, 7, 7, 6], estimate.Stages.Select(stage => stage.Stage.Layers.Count));
        Assert.Contains(estimate.Stage.Stage.Index, new[] { 2, 3 });
        Assert.True(estimate.Stages[4].KvPool.Value.Value < estimate.KvPool.Count);
    }

    [Fact]
    public void Without_a_cache_the_stage_with_the_least_memory_limits()
    {
        // All of BERT's embedding is on the first of two stages.
        var estimate = (Gemma with { Model = Catalog.Model("google-bert/bert-base-uncased"), Context = 512, Plan = new(Pipeline: 2), Measured = new() }).Estimate();

        Assert.Equal(0, estimate.Stage.Stage.Index);
        Assert.True(estimate.KvPool.Count < estimate.Stages[1].KvPool.Value.Value);
    }

    // Jamba in eight stages of four layers: every other stage has states alone, and holds many more sequences than one with an attention layer.
    [Theory]
    [InlineData("vllm")]
    [InlineData("sglang")]
    [InlineData("trtllm")]
    [InlineData("llamacpp")]
    public void A_stage_that_keeps_states_alone_does_not_limit(string engine)
    {
        var estimate = (Gemma with { Model = Catalog.Model("ai21labs/Jamba-v0.1"), Engine = ServingEngine.Parse(engine), Plan = new(Pipeline: 8), Measured = new() }).Estimate();

        Assert.Contains(estimate.Kv.Layout.Groups, group => group.Kind is KvGroupKind.Full);
        Assert.InRange(estimate.CapacityTokens, (estimate.MaxConcurrency - 1) * 8_192, estimate.MaxConcurrency * 8_192);
    }
}
