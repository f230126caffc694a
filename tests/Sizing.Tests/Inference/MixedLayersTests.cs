using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>Caches of models whose layers keep different things, as each engine lays them out, worked by hand from the config.</summary>
public sealed class MixedLayersTests
{
    [Fact]
    public void Vllm_gives_chunks_and_whole_contexts_groups_of_one_size()
    {
        // Llama-4-Scout: 12 of 48 layers keep all, 36 a chunk of 8,192; a block has 16 tokens of 12 layers of 2 · 8 · 128 · 2 B.
        var layout = At("meta-llama/Llama-4-Scout-17B-16E-Instruct", "vllm", new(8)).Layout;

        Assert.Equal([(KvGroupKind.Chunked, 8_192, 12), (KvGroupKind.Chunked, 8_192, 12), (KvGroupKind.Chunked, 8_192, 12), (KvGroupKind.Full, 0, 12)], Groups(layout));
        Assert.Equal(16L * 12 * 2 * 128 * 2, layout.BlockBytes.Count); // one of 8 key-value heads on each of 8 ranks
    }

    [Fact]
    public void Vllm_gives_windows_groups_of_their_own() => // gemma-3-12b-it: 8 of 48 layers keep all
        Assert.Equal(
            [.. Enumerable.Repeat((KvGroupKind.Sliding, 1_024, 8), 5), (KvGroupKind.Full, 0, 8)],
            Groups(At("google/gemma-3-12b-it", "vllm").Layout));

    [Fact]
    public void Kinds_that_are_nearly_as_frequent_are_padded_to_the_more_frequent()
    {
        // gemma-2-9b in two stages of 21 layers that begin with a window: 11 and 10, hence two groups of 11.
        var layout = At("google/gemma-2-9b", "vllm", new(Pipeline: 2)).Layout;

        Assert.Equal([(KvGroupKind.Sliding, 4_096, 11), (KvGroupKind.Full, 0, 11)], Groups(layout));
        Assert.Equal(16L * 11 * 2 * 8 * 256 * 2, layout.BlockBytes.Count);
    }

    [Fact]
    public void Vllm_makes_a_block_of_attention_as_large_as_a_state()
    {
        // Qwen3-Next: 12 attention layers of 2 · 2 · 256 · 2 = 2,048 B a token and 36 of states of 2,146,304 B: 1,048 tokens are 1,056 in blocks of 16.
        var layout = At("Qwen/Qwen3-Next-80B-A3B-Instruct", "vllm@0.19.0", new(), "H200").Layout;

        Assert.Equal([.. Enumerable.Repeat((KvGroupKind.State, 0, 12), 3), (KvGroupKind.Full, 0, 12)], Groups(layout));
        Assert.Equal(1_056, layout.BlockTokens);
        Assert.Equal(12L * 1_056 * 2_048, layout.BlockBytes.Count);
    }

    [Fact]
    public void A_small_state_takes_a_block_and_leaves_attention_its_own()
    {
        // LFM2-1.2B: 10 layers keep 2 · 2048 · 2 B, 6 keep 2 · 8 · 64 · 2 = 2,048 B a token: blocks of 16 tokens are larger than a state.
        var layout = At("LiquidAI/LFM2-1.2B", "vllm").Layout;

        Assert.Equal([(KvGroupKind.State, 1), (KvGroupKind.State, 1), (KvGroupKind.Full, 16)], layout.Groups.Select(group => (group.Kind, group.BlockTokens)).OrderBy(group => group.BlockTokens));
        Assert.Equal(6L * 16 * 2_048, layout.BlockBytes.Count);
    }

    [Fact]
    public void TensorRt_llm_keeps_all_layers_whole_in_one_pool()
    {
        // gemma-2-9b: blocks of 32 tokens of 42 layers of 2 · 8 · 256 · 2 = 8,192 B.
        var layout = At("google/gemma-2-9b", "trtllm").Layout;

        Assert.Equal([(KvGroupKind.Full, 0, 42)], Groups(layout));
        Assert.Equal(32L * 42 * 8_192, layout.BlockBytes.Count);
    }

    [Fact]
    public void Llama_cpp_keeps_windows_with_a_micro_batch_in_a_cache_of_their_own()
    {
        // gemma-2-9b: 21 layers of 8,192 tokens, 21 of 4,096 and a micro-batch of 512; 8,192 B a token each.
        var memory = At("google/gemma-2-9b", "llamacpp");

        Assert.Equal([(KvGroupKind.Chunked, 4_096, 21), (KvGroupKind.Full, 0, 21)], Groups(memory.Layout));
        Assert.Equal(21L * 8_192 * (8_192 + 4_608), memory.Layout.BytesOfSequence(8_192, 512).Count);
        Assert.Equal(256L * 42 * 8_192, memory.Layout.BlockBytes.Count);
    }

    [Theory]
    [InlineData("openai/gpt-oss-20b", 12 * 2_048 + 0.8 * 12 * 2_048)] // windows cost 0.8 of a token: server_args.py swa_full_tokens_ratio
    [InlineData("meta-llama/Llama-4-Scout-17B-16E-Instruct", 12 * 4_096 + 0.8 * 36 * 4_096)] // and so do chunks
    [InlineData("mistralai/Mistral-7B-v0.1", 32 * 4_096)] // where all layers have windows they are the one pool
    public void Sglang_keeps_a_share_of_a_token_in_layers_with_windows(string model, double bytes) =>
        Assert.Equal(bytes, At(model, "sglang", new(), "H200").Layout.BlockBytes.Count, 1.0);

    [Fact]
    public void Sglang_kept_the_states_of_a_sequence_beside_its_tokens()
    {
        var layout = At("Qwen/Qwen3-Next-80B-A3B-Instruct", "sglang@0.5.3", new(), "H200").Layout;

        Assert.Equal(12L * 2_048 * 8_192 + 36 * 2_146_304, layout.BytesOfSequence(8_192, 8_192).Count);
    }

    [Theory]
    [InlineData("vllm")]
    [InlineData("sglang")]
    [InlineData("trtllm")]
    [InlineData("llamacpp")]
    public void An_encoder_has_no_groups(string engine) => Assert.Empty(At("google-bert/bert-base-uncased", engine).Layout.Groups);

    private static StageMemory At(string model, string engine, ServingPlan? plan = null, string gpu = "H100") =>
        new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Context = 512, Engine = ServingEngine.Parse(engine), Plan = plan }.Estimate().Stages[0];

    private static IEnumerable<(KvGroupKind, int, int)> Groups(KvLayout layout) =>
        layout.Groups.Select(group => (group.Kind, group.Window, group.Layers)).OrderByDescending(group => group.Kind);
}
