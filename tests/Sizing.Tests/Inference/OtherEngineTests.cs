using Sizing.Inference;

namespace Sizing.Tests.Inference;

public class OtherEngineTests
{
    /// <summary>Measured batches of ai-dynamo/aiconfigurator, test_trtllm_kv_cache_capacity.py: sequences are kept at input + output + 1,000 tokens.</summary>
    [Theory]
    [InlineData("H100", 1, 2048, 4096, 0.8, 56)]
    [InlineData("H100", 4, 4096, 2048, 0.8, 258)]
    [InlineData("GB300", 1, 2048, 2048, 0.9, 372)]
    [InlineData("GB300", 4, 4096, 4096, 0.9, 856)]
    public void TensorRt_llm_holds_the_batches_that_were_measured(string gpu, int tensor, int input, int output, double fraction, int batch)
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu(gpu))
        {
            Engine = ServingEngine.Parse("trtllm"),
            Plan = new(tensor),
            Context = input + output + 1_000,
            BatchedTokens = 2 * input,
            Utilization = fraction,
        };

        Assert.Equal(batch, Math.Floor(serving.Estimate().MaxConcurrency), batch * 0.05);
    }

    // Llama-3.1-8B: 8192 · (3 · 14336 + 3 · 4096) · 2 B, 864 MiB; data/engines/trtllm.csv has 1.3 times that, and 2.5 times where activations have 8 bits.
    [Theory]
    [InlineData("bf16", 1.3)]
    [InlineData("fp8", 2.5)]
    [InlineData("int8", 2.5)]
    public void TensorRt_llm_takes_more_where_it_quantizes_activations(string weights, double factor)
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("H100")) { Engine = ServingEngine.Parse("trtllm"), Context = 4_096, Weights = WeightFormat.Parse(weights) };

        Assert.Equal(864 * factor, serving.Estimate().Activations.InMiB, 0.01);
    }

    [Theory]
    [InlineData(80, 20, 74)]
    [InlineData(20, 20, 20)]
    [InlineData(10, 20, 10)]
    public void TensorRt_llm_takes_nine_tenths_of_what_is_free_and_never_more_than_all(long total, long paid, long budget) =>
        Assert.Equal(new Bytes(budget), EngineBudget.OfFree(new(total), new(paid), 0.9));

    [Fact]
    public void Sglang_holds_the_tokens_that_qwen3_235b_logged()
    {
        // sgl-project/sglang 0.4.9 on 4 x H100, mem-fraction-static 0.93: 367,404 tokens.
        var serving = new Serving(Catalog.Model("Qwen/Qwen3-235B-A22B-FP8"), Catalog.Gpu("H100"))
        {
            Engine = ServingEngine.Parse("sglang@0.4.9"),
            Plan = new(4),
            Context = 40_960,
            Utilization = 0.93,
        };

        Assert.Equal(367_404, serving.Estimate().CapacityTokens, 367_404 * 0.03);
    }

    [Fact]
    public void Sglang_leaves_ten_gib_on_a_large_device_unless_its_sum_is_larger()
    {
        // 512 + 1.5 · 8,192 + 128 + 2 · 256 = 13,440 MiB of 81,559 MiB: 0.835.
        var estimate = new Serving(Catalog.Model("Qwen/Qwen3-8B"), Catalog.Gpu("H100")) { Engine = ServingEngine.Parse("sglang"), Context = 8_192 }.Estimate();

        Assert.Equal(0.835, estimate.Setup.Utilization.Value.Value, 0.001);
    }

    [Fact]
    public void Llama_cpp_without_flash_attention_keeps_the_scores_of_all_heads()
    {
        // Llama-2-7B at 4,096 tokens, micro-batches of 512: 296 MiB logged.
        Assert.Equal(Bytes.FromMiB(296), LlamaCppBuffers.Scores(vocabulary: 32_000, heads: 32, context: 4_096, tokens: 512, hidden: 4_096, copies: 4));
    }

    /// <summary>
    /// Logged as "CUDA0 compute buffer size" with micro-batches of 512: Qwen3-Coder-30B-A3B (build 7342, 65,536 tokens), Qwen3-14B (an earlier build,
    /// 32,768 tokens, cache in Q8_0, hence with flash attention), and without flash attention Llama-3.1-8B at 2,048 tokens. The mask is freed before the logits are computed.
    /// </summary>
    [Theory]
    [InlineData("0.0.7342", "Qwen/Qwen3-Coder-30B-A3B-Instruct", 65_536, 300.75)]
    [InlineData("0.0.7342", "Qwen/Qwen3-14B", 32_768, 306.75)]
    [InlineData("0.0.3600", "meta-llama/Llama-3.1-8B-Instruct", 2_048, 258.5)]
    public void Logits_of_llama_cpp_take_the_place_of_the_mask(string version, string model, int context, double mebibytes)
    {
        var estimate = new Serving(Catalog.Model(model), Catalog.Gpu("H100")) { Engine = ServingEngine.Parse($"llamacpp@{version}"), Context = context }.Estimate();

        Assert.Equal(Bytes.FromMiB(mebibytes), estimate.Activations);
    }

    [Fact]
    public void A_long_context_of_llama_cpp_holds_the_mask_twice_while_it_is_cast()
    {
        // 512 · (4,096 · 4 + 131,072 · (4 + 2)) = 8 + 384 MiB, above the 62.5 + 8 MiB of 32,000 logits.
        Assert.Equal(Bytes.FromMiB(392), LlamaCppBuffers.Flash(vocabulary: 32_000, inner: 22_016, context: 131_072, tokens: 512, hidden: 4_096));
    }

    [Fact]
    public void The_widest_layer_of_a_stage_of_llama_cpp_counts()
    {
        // DeepSeek-V2-Lite on two GPUs, the first without the head: four masks and hidden states, and 512 · (4096 · 2 + (2 · 2048 + 3 · 10944) · 4), by its one dense layer.
        var wide = new Serving(Catalog.Model("deepseek-ai/DeepSeek-V2-Lite"), Catalog.Gpu("H100")) { Engine = ServingEngine.Parse("llamacpp@b7342"), Context = 4_096, Gpus = 2 };
        // Jamba without flash attention: 512 · (32 · 8192 + 8192 + 4 · 4096) · 4, by the few layers with attention.
        var scores = wide with { Model = Catalog.Model("ai21labs/Jamba-v0.1"), Engine = ServingEngine.Parse("llamacpp@b6000"), Context = 8_192, Gpus = 1 };

        Assert.Equal(512L * (4 * (4_096 + 2_048) * 4 + 4_096 * 2 + (2 * 2_048 + 3 * 10_944) * 4), wide.Estimate().Stages[0].Activations.Value.Whole);
        Assert.Equal(512L * (32 * 8_192 + 8_192 + 4 * 4_096) * 4, scores.Estimate().Activations.Count);
    }

    [Fact]
    public void Llama_cpp_keeps_the_cache_of_llama_2_7b_at_4096_tokens_in_2_gib()
    {
        var estimate = new Serving(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 4090")) { Engine = ServingEngine.Parse("llamacpp@0.0.3600"), Context = 4_096 }.Estimate();

        Assert.Equal(Bytes.FromGiB(2), new(estimate.Kv.Requested.Value.Whole));
    }

    [Theory]
    [InlineData("vllm")]
    [InlineData("sglang")]
    [InlineData("trtllm")]
    [InlineData("llamacpp")]
    [InlineData("transformers")]
    public void Every_engine_pays_its_terms_and_the_pool_from_the_budget(string engine)
    {
        var estimate = new Serving(Catalog.Model("Qwen/Qwen3-8B"), Catalog.Gpu("L40S")) { Engine = ServingEngine.Parse(engine), Context = 8_192 }.Estimate();

        Assert.True(estimate.Fits);
        Assert.Equal(estimate.Budget, estimate.Stage.Paid.Aggregate(estimate.KvPool, (sum, term) => sum + new Bytes(term.Value.Whole)));
    }

    [Fact]
    public void Attention_in_a_model_with_states_has_blocks_as_large_as_a_state()
    {
        // Qwen3-Next: a state of 32 · 128 · 128 · 4 + 3 · 8,192 · 2 B = 2,146,304 B against 2 · 2 · 256 · 2 = 2,048 B a token: 1,048 tokens, in blocks of 16: 1,056.
        Assert.Equal(1_056, VllmLayout.BlockBesideState(new(2_146_304), new(2_048), 16));
    }

    [Fact]
    public void Adapters_take_slots_in_every_linear_layer()
    {
        // Llama-3-8B, inputs and outputs a layer: q 8,192, k and v 2 · 5,120, o 8,192, gate and up 2 · 18,432, down 18,432 = 81,920; · 32 layers · 4 · 16 · 2 B.
        var serving = new Serving(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Adapters = new(Count: 4, Rank: 16) };

        Assert.Equal(81_920L * 32 * 4 * 16 * 2, (serving.Estimate().Weights - (serving with { Adapters = null }).Estimate().Weights).Count);
    }

    [Fact]
    public void A_shared_prefix_is_kept_once()
    {
        // 16 sequences of 8,192 tokens that share 4,096: 16 · 1 GiB − 15 · 0.5 GiB.
        var serving = new Serving(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Input = 8_000, Output = 192, PrefixHit = 0.512, Concurrency = 16 };

        Assert.Equal(8.5, serving.Estimate().Kv.Requested.Value.Value / Bytes.FromGiB(1).Count, 0.01);
    }

    [Fact]
    public void Graphs_move_into_the_budget_between_versions_and_the_ledger_says_so()
    {
        var ledger = ServingLedger.Of(
            new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("H100")) { Utilization = 0.95, Context = 8_192 },
            ServingEngine.Parse("vllm@0.19.0"), ServingEngine.Parse("vllm@0.22.0"));

        Assert.True(ledger.PoolDifference < Bytes.Zero);
        Assert.Contains(ledger.Because, change => change.StartsWith("graphs_in_budget: none → 1", StringComparison.Ordinal));
    }
}
