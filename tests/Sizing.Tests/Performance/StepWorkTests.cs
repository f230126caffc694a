using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>What a step asks of a GPU, by hand from the model's dimensions and the plan.</summary>
public sealed class StepWorkTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100")) { Context = 8192 };

    private static readonly Serving Mixtral = new(Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Catalog.Gpu("H100")) { Context = 8192 };

    // Llama-3-8B: 7,504,658,432 weights of matrices (8,030,261,248 less the embedding of 128,256 × 4,096 and 65 norms of 4,096); 131,072 bytes of cache a token.
    [Fact]
    public void Two_tensor_ranks_halve_matrices_attention_and_cache()
    {
        var work = Of(Llama with { Plan = new(2) }, new(1000, 200));

        Assert.Equal(7_504_658_432.0 + 65 * 4096 * 2, work.CommonBytes);
        Assert.Equal(7_504_658_432.0, work.CommonFlops);
        Assert.Equal(131_072.0 / 2 * (1000 + 100), work.CacheBytes);
        Assert.Equal(32.0 * 32 * 512 * 1000 * 500 / 2, work.PromptAttentionFlops);
        Assert.Equal((2, 1, 32.0, 4096.0 * 2), (work.Ranks, work.AttentionReplicas, work.Layers, work.MessageBytes));
        Assert.Equal((0, 0, 0.0, 0.0), (work.Experts, work.ExpertLayers, work.ExpertBytes, work.ExpertFlops));
    }

    // Two of eight experts of 3 · 4096 · 14336 weights in each of 32 layers; beside them attention, router and head: 1,474,297,856 weights.
    // With expert ranks a GPU holds its part of the experts and computes for all replicas, which meet at them.
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(2, 1, 1, 1, 2, 2)]
    [InlineData(1, 2, 1, 1, 1, 1)]
    [InlineData(1, 8, 8, 8, 8, 8)]
    [InlineData(2, 4, 8, 4, 8, 8)]
    public void Replicas_of_a_mixture_meet_at_divided_experts(int tensor, int data, int expert, int replicas, int ranks, int share)
    {
        var work = Of(Mixtral with { Plan = new(tensor, 1, data, expert), Gpu = Catalog.Gpu("B200") }, new(1000, 200));

        Assert.Equal(2 * 2 * 32 * 3.0 * 4096 * 14336 / share, work.ExpertFlops);
        Assert.Equal(8 * 2 * 32 * 3.0 * 4096 * 14336 / share, work.ExpertBytes);
        Assert.Equal(2 * (32 * (2.0 * 4096 * 4096 + 2.0 * 4096 * 1024 + 8 * 4096) + 32_000 * 4096) / tensor, work.CommonFlops);
        Assert.Equal((8, 2, 32, replicas, ranks), (work.Experts, work.ExpertsPerToken, work.ExpertLayers, work.AttentionReplicas, work.Ranks));
    }

    // Nemotron Nano 9B v2, config.json: 56 layers by hybrid_override_pattern, 27 of Mamba, 25 of a feed-forward network and 4 of attention alone: 28 pairs.
    // Llama-3-8B: 32 layers of both.
    [Theory]
    [InlineData("nvidia/NVIDIA-Nemotron-Nano-9B-v2", 28, 27)]
    [InlineData("meta-llama/Meta-Llama-3-8B", 32, 0)]
    [InlineData("Qwen/Qwen3.5-397B-A17B", 60, 45)]
    public void A_layer_that_is_only_a_mixer_or_a_feed_forward_network_counts_half(string model, double layers, int recurrent) =>
        Assert.Equal((layers, recurrent), Of(Llama with { Model = Catalog.Model(model) }, new(1000, 200)) is var work ? (work.Layers, work.RecurrentLayers) : default);

    [Theory]
    [InlineData("vllm", true)]
    [InlineData("sglang", false)]
    public void Vllm_alone_pads_replicas(string engine, bool pads) => Assert.Equal(pads, Of(Llama with { Engine = ServingEngine.Parse(engine) }, new(1000, 200)).PadsReplicas);

    [Fact]
    public void Replicas_of_a_dense_model_do_not_meet() => Assert.Equal((1, 1), Of(Llama with { Plan = new(Data: 4) }, new(1000, 200)) is var work ? (work.AttentionReplicas, work.Ranks) : default);

    [Fact]
    public void Traffic_decides_logits_rounds_and_held_prompts()
    {
        var steady = Of(Llama, new(1000, 200));
        Assert.Equal((0, 0, 0, 1, 1), (steady.SampledLogits, steady.StartShare, steady.QueuedRounds, steady.TokensPerStep, steady.Yield));

        Assert.Equal(128_256, Of(Llama, new(1000, 200) { Sampled = true }).SampledLogits);
        Assert.Equal(0.05, Of(Llama, new(1000, 200) { Rounds = 10 }).StartShare, 12);
        Assert.Equal(10, Of(Llama, new(1000, 200) { Rounds = 10, AllAtOnce = true }).QueuedRounds);
        Assert.Equal(1, Of(Llama, new(1000, 200) { AllAtOnce = true }).QueuedRounds);
        Assert.Equal((4, 1 + 0.5 + 0.25 + 0.125), Of(Llama, new(1000, 200) { Drafted = 3, Accepted = 0.5 }) is var drafted ? (drafted.TokensPerStep, drafted.Yield) : default);
    }

    // vLLM computes 8,192 tokens at a time, llama.cpp 512; a prompt that the cache holds whole still takes a step.
    [Theory]
    [InlineData("vllm", 20_000, 0, 3)]
    [InlineData("llamacpp", 1100, 0, 3)]
    [InlineData("llamacpp", 1100, 0.5, 2)]
    [InlineData("vllm", 1000, 1, 1)]
    public void A_prompt_is_computed_in_chunks(string engine, int input, double hit, double chunks) =>
        Assert.Equal(chunks, Of(Llama with { Engine = ServingEngine.Parse(engine), Context = 32_768 }, new(input, 200) { PrefixHit = hit }).PromptChunks);

    // Servers of eight H100s: stages of 16 GPUs fill two servers, with one boundary between stages.
    [Theory]
    [InlineData(4, 2, 0)]
    [InlineData(8, 2, 1)]
    [InlineData(2, 8, 1)]
    [InlineData(8, 4, 3)]
    [InlineData(1, 32, 3)]
    public void Hidden_states_cross_where_stages_lie_in_other_servers(int tensor, int pipeline, double crossings) =>
        Assert.Equal(crossings, Of(Llama with { Plan = new(tensor, pipeline) }, new(1000, 200)).Crossings);

    // 131,072 bytes a token for 1,000 tokens, half of it in each stage; three replicas compute the prompts of two that decode.
    [Fact]
    public void Prompts_that_are_computed_elsewhere_send_their_cache_to_each_stage()
    {
        var work = Of(Llama with { Plan = new(1, 2, 2), Load = new() { PrefillReplicas = 3 } }, new(1000, 200));

        Assert.Equal((1.5, 131_072.0 * 1000 / 2), (work.PrefillShare, work.SentBytes));
        Assert.Equal((0, 0), Of(Llama, new(1000, 200)) is var whole ? (whole.PrefillShare, whole.SentBytes) : default);
    }

    // DeepSeek-V3.2: 61 layers of latent attention, each with an indexer, in FP8 blocks; three of them dense.
    [Fact]
    public void Layers_are_counted_by_what_they_hold()
    {
        var work = Of(new Serving(Catalog.Model("deepseek-ai/DeepSeek-V3.2"), Catalog.Gpu("B200")) { Plan = new(8), Context = 4096, Weights = WeightFormat.Fp8Block }, new(1000, 200));
        Assert.Equal((61, 58, 61, 61, 61), (work.Layers, work.ExpertLayers, work.LatentLayers, work.IndexerLayers, work.BlockScaledLayers));

        var plain = Of(Llama, new(1000, 200));
        Assert.Equal((32, 0, 0, 0, 0), (plain.Layers, plain.ExpertLayers, plain.LatentLayers, plain.IndexerLayers, plain.BlockScaledLayers));
    }

    // Qwen3-Next: 12 of 48 layers cache keys and values of 2 heads of 256; the others keep 32 matrices of 128 × 128 in FP32 and
    // three columns of 2 · 16 · 128 + 32 · 128 channels in 16 bits.
    [Fact]
    public void A_step_reads_recurrent_states_beside_the_cache() =>
        Assert.Equal(
            12 * 2 * 2 * 256 * 2.0 * 1100 + 36 * (32 * 128 * 128 * 4.0 + 3 * (2 * 16 * 128 + 32 * 128) * 2),
            Of(new Serving(Catalog.Model("Qwen/Qwen3-Next-80B-A3B-Instruct"), Catalog.Gpu("B200")) { Context = 4096 }, new(1000, 200)).CacheBytes);

    private static StepWork Of(Serving serving, RequestShape request) => StepWorks.Of(serving.Estimate().Setup, request);
}
