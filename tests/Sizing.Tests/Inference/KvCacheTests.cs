using Sizing.Inference;
using Sizing.Models;
using Sizing.Tests.Models;

namespace Sizing.Tests.Inference;

public sealed class KvCacheTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    public void Latent_attention_is_replicated_on_every_tensor_parallel_rank(int ranks) =>
        Assert.Equal(new Bytes(70_272), KvCache.BytesPerToken(Model("deepseek-ai/DeepSeek-V3"), DataType.Bf16, ranks)); // 61 * (512 + 64) * 2

    [Theory]
    [InlineData(1, 131_072)]
    [InlineData(2, 65_536)]
    [InlineData(8, 16_384)]
    [InlineData(16, 16_384)]
    public void Key_value_heads_are_divided_and_then_replicated(int ranks, long bytes) =>
        Assert.Equal(new Bytes(bytes), KvCache.BytesPerToken(Model("meta-llama/Meta-Llama-3-8B"), DataType.Bf16, ranks));

    [Fact]
    public void A_sparse_indexer_caches_a_key_of_its_own() =>
        Assert.Equal(new Bytes(61 * (512 + 64 + 128) * 2), KvCache.BytesPerToken(Model("deepseek-ai/DeepSeek-V3.2"), DataType.Bf16));

    [Fact]
    public void Block_types_count_their_scales() =>
        Assert.Equal(new Bytes(61 * 576 * 34 / 32), KvCache.BytesPerToken(Model("deepseek-ai/DeepSeek-R1"), DataType.Q8_0)); // llama.cpp: 1166.62 MiB at 32768

    [Fact]
    public void The_R1_cache_of_llama_cpp_at_32768_tokens_is_1166_62_MiB() =>
        Assert.Equal(1166.62, KvCache.BytesPerSequence(Model("deepseek-ai/DeepSeek-R1"), 32_768, DataType.Q8_0).InMiB, 0.01);

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(8_192)]
    public void A_sliding_window_keeps_its_tokens_only(int context)
    {
        // gpt-oss-20b: 12 windowed and 12 full layers, 2 * 8 heads * 64 channels * 2 B.
        var expected = 12L * 2 * 8 * 64 * 2 * (Math.Min(context, 128) + context);
        Assert.Equal(new Bytes(expected), KvCache.BytesPerSequence(Model("openai/gpt-oss-20b"), context, DataType.Bf16));
    }

    [Fact]
    public void Value_heads_may_be_narrower_than_key_heads()
    {
        // MiMo-V2-Flash: 9 full layers of 4 heads and 39 windowed ones of 8, 192 + 128 channels.
        var expected = (9L * 4 + 39 * 8) * (192 + 128) * 2;
        Assert.Equal(new Bytes(expected), KvCache.BytesPerToken(Model("XiaomiMiMo/MiMo-V2-Flash"), DataType.Bf16));
    }

    [Fact]
    public void Compressed_attention_keeps_a_window_and_an_entry_for_every_few_tokens()
    {
        // DeepSeek-V4-Flash, layer 2: window of 128, one 512-channel entry and one 128-channel indexer key for 4 tokens.
        var layer = Model("deepseek-ai/DeepSeek-V4-Flash").Layers[2];
        Assert.Equal(new Bytes((128 * 512 + 1_024 * 512 + 1_024 * 128) * 2), KvCache.BytesPerSequence(layer.Attention, 4_096, DataType.Bf16));
    }

    [Fact]
    public void A_layer_of_compressed_attention_without_entries_keeps_its_window() => // DeepSeek-V4-Flash, layer 0: 128 vectors of 512 channels
        Assert.Equal(new Bytes(128 * 512 * 2), KvCache.BytesPerSequence(Model("deepseek-ai/DeepSeek-V4-Flash").Layers[0].Attention, 4_096, DataType.Bf16));

    [Fact]
    public void A_token_adds_its_share_of_an_entry() => // layer 2: a vector of 512 channels, and a quarter of an entry and of an index key
        Assert.Equal(new Bytes(512 * 2 + 512 * 2 / 4 + 128 * 2 / 4), KvCache.BytesPerToken(Model("deepseek-ai/DeepSeek-V4-Flash").Layers[2].Attention, DataType.Bf16));

    [Fact]
    public void A_layer_that_shares_an_earlier_cache_adds_nothing()
    {
        var shape = new GroupedQueryAttention { Heads = 8, KeyValueHeads = 2, HeadSize = 256, ValueHeadSize = 256 };
        Assert.Equal(Bytes.Zero, KvCache.BytesPerToken(new SharedKvAttention { Shape = shape }, DataType.Bf16));
    }

    [Fact]
    public void Encoders_keep_no_cache() =>
        Assert.Equal(Bytes.Zero, KvCache.BytesPerSequence(Model("BAAI/bge-large-en"), 512, DataType.Fp16));

    [Fact]
    public void Pipeline_context_and_data_parallel_ranks_divide_layers_tokens_and_sequences()
    {
        // Llama-3-8B: 32 layers * 4096 B a token; 8 layers a stage, 500 tokens, 2 sequences.
        var bytes = KvCache.BytesOnRank(Model("meta-llama/Meta-Llama-3-8B"), 1_000, 8, DataType.Bf16, new(Pipeline: 4, Context: 2, DataParallelAttention: 4));
        Assert.Equal(new Bytes(8L * 4_096 * 500 * 2), bytes);
    }

    [Fact]
    public void The_fullest_stage_counts() => // 32 layers over 5 stages: 7 in the fullest, 4 in the last
        Assert.Equal(new Bytes(7L * 4_096 * 1_000), KvCache.BytesOnRank(Model("meta-llama/Meta-Llama-3-8B"), 1_000, 1, DataType.Bf16, new(Pipeline: 5)));

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        var model = Model("meta-llama/Meta-Llama-3-8B");

        Assert.Throws<ArgumentOutOfRangeException>("sequences", () => KvCache.BytesPerBatch(model, 1_000, -1, DataType.Bf16));
        Assert.Throws<ArgumentOutOfRangeException>("ranks", () => KvCache.BytesOnRank(model, 1_000, 1, DataType.Bf16, new(Context: 0)));
    }

    [Fact]
    public void Llama_2_13B_takes_6_25_GiB_at_8192_tokens() =>
        Assert.Equal(6.25, KvCache.BytesPerBatch(Catalog.Model("llama-2-13b"), 8_192, 1, DataType.Fp16).InGiB);

    private static ModelSpec Model(string name) => ReferenceModel.Of(name).Read();
}
