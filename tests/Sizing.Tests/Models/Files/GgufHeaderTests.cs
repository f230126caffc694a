using System.Text.Json;
using Sizing.Models.Files;

namespace Sizing.Tests.Models.Files;

/// <summary>ggml-org/ggml, docs/gguf.md: each kind of value, and the limits of a header.</summary>
public sealed class GgufHeaderTests
{
    private const uint F32 = 0, Bool = 7, Text = 8, List = 9;

    [Theory]
    [InlineData(0u, new byte[] { 200 }, 200)] // UINT8
    [InlineData(1u, new byte[] { 200 }, -56)] // INT8
    [InlineData(2u, new byte[] { 1, 200 }, 51_201)] // UINT16, little-endian
    [InlineData(3u, new byte[] { 1, 200 }, -14_335)] // INT16
    [InlineData(4u, new byte[] { 1, 0, 0, 200 }, 3_355_443_201)] // UINT32
    [InlineData(5u, new byte[] { 1, 0, 0, 200 }, -939_524_095)] // INT32
    [InlineData(7u, new byte[] { 1 }, 1)] // BOOL
    [InlineData(7u, new byte[] { 0 }, 0)]
    [InlineData(10u, new byte[] { 7, 0, 0, 0, 0, 0, 0, 0 }, 7)] // UINT64
    [InlineData(10u, new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, long.MaxValue)] // more than can be counted
    [InlineData(11u, new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, -1)] // INT64
    public void A_number_of_each_type_is_read(uint type, byte[] bytes, long number) =>
        Assert.Equal(number, Keys(HeaderBytes.Gguf(0, 1).Text("k").UInt32(type).Raw(bytes)).Number("k"));

    [Theory]
    [InlineData(6u, new byte[] { 0, 0, 0xC0, 0x3F }, 1.5)] // FLOAT32
    [InlineData(12u, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5)] // FLOAT64
    public void A_real_number_of_each_type_is_read(uint type, byte[] bytes, double number) =>
        Assert.Equal(number, Keys(HeaderBytes.Gguf(0, 1).Text("k").UInt32(type).Raw(bytes)).Real("k"));

    [Theory]
    [InlineData(Bool, new byte[] { 1, 0 }, new[] { 1d, 0 })]
    [InlineData(1u, new byte[] { 200, 3 }, new[] { -56d, 3 })]
    public void A_list_of_numbers_is_kept(uint type, byte[] items, double[] numbers) =>
        Assert.Equal(numbers, Keys(HeaderBytes.Gguf(0, 1).Text("k").UInt32(List).UInt32(type).UInt64((ulong)items.Length).Raw(items)).Numbers("k"));

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)] // of a longer list only its length
    public void A_list_is_kept_up_to_8192_numbers(int length, bool kept)
    {
        var keys = Keys(HeaderBytes.Gguf(0, 2).Text("k").UInt32(List).UInt32(2).UInt64((ulong)length).Raw(new byte[2 * length]).NumberKey("after", 5));
        Assert.Equal((kept ? length : 1, 5), (keys.Numbers("k")!.Count, keys.Number("after")));
        Assert.Equal(kept ? null : length, keys.Number("k"));
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void A_text_is_kept_up_to_4096_bytes(int length, bool kept)
    {
        var keys = Keys(HeaderBytes.Gguf(0, 2).TextKey("k", new string('a', length)).NumberKey("after", 5));
        Assert.Equal((kept ? length : 0, 5), (keys.Text("k")!.Length, keys.Number("after")));
    }

    [Fact]
    public void What_follows_a_list_of_texts_or_of_lists_is_read()
    {
        var bytes = HeaderBytes.Gguf(0, 3)
            .Text("tokens").UInt32(List).UInt32(Text).UInt64(3).Text("a").Text("").Text("bcd")
            .Text("nested").UInt32(List).UInt32(List).UInt64(2).UInt32(4).UInt64(1).UInt32(7).UInt32(Text).UInt64(1).Text("x")
            .NumberKey("after", 5);
        var keys = Keys(bytes);
        Assert.Equal((3, 2, 5), (keys.Number("tokens"), keys.Number("nested"), keys.Number("after")));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "nests lists deeper than 4")]
    public void Lists_nest_four_deep(int depth, string? refusal)
    {
        var bytes = HeaderBytes.Gguf(0, 1).Text("k").UInt32(List);
        for (var i = 1; i < depth; i++)
            bytes.UInt32(List).UInt64(1);
        var problem = Record.Exception(() => Keys(bytes.UInt32(0).UInt64(1).Raw([1])));
        Assert.Equal(refusal is null, problem is null);
        Assert.Contains(refusal ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_24_bytes_holds_nothing() => Assert.Empty(Read(HeaderBytes.Gguf(0, 0).ToArray()).Tensors);

    [Theory]
    [InlineData(32u, 96 - 1, false)]
    [InlineData(32u, 96, true)] // keys and tensor end at byte 95 and data begins at 96
    [InlineData(1u, 95, true)]
    [InlineData(1u, 94, false)]
    [InlineData(1u << 20, 1 << 20, true)]
    [InlineData((1u << 20) + 1, 1 << 22, false)]
    [InlineData(0u, 1 << 20, false)]
    public void Data_begins_at_a_multiple_of_the_alignment(uint alignment, int begin, bool readable)
    {
        // Header 24, key 8 + 17 + 4 + 4, tensor 8 + 6 + 4 + 8 + 4 + 8 bytes; 40 floats of 4 bytes.
        var header = HeaderBytes.Gguf(1, 1).NumberKey("general.alignment", alignment).Tensor("tensor", F32, 0, 40).ToArray();
        Assert.Equal(95, header.Length);
        var problem = Record.Exception(() => Read([.. header, .. new byte[begin + 160 - header.Length]]));
        Assert.Equal(readable, problem is null);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        var bytes = HeaderBytes.Gguf(0, 0).ToArray();
        bytes[0] = (byte)'g';
        Assert.Contains("does not begin as a GGUF file", Assert.Throws<SizingException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(23)] // the smallest header has 24 bytes
    public void A_file_that_begins_as_a_GGUF_file_and_ends_before_its_keys_ends_early(int length) => Assert.Contains(
        "ends in the middle of its header; download it again",
        Assert.Throws<SizingException>(() => Read(HeaderBytes.Gguf(0, 0).ToArray()[..length])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1024, null)]
    [InlineData(1025, "says 1,025 bytes of a tensor's name; at most 1,024 are read")]
    public void A_name_has_at_most_1024_bytes(int length, string? refusal)
    {
        var problem = Record.Exception(() => Read(HeaderBytes.Gguf(1, 0).Tensor(new('t', length), F32, 0, 1).ToArray(64)));
        Assert.Equal(refusal is null, problem is null);
        Assert.Contains(refusal ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused_where_it_ends()
    {
        Assert.Contains("ends in the middle of its header", Assert.Throws<SizingException>(() => Keys(HeaderBytes.Gguf(0, 1).Text("k").UInt32(10).Raw([1, 2]))).Message, StringComparison.Ordinal);
        Assert.Contains("says 2 tensors, more than the file can hold", Assert.Throws<SizingException>(() => Keys(HeaderBytes.Gguf(2, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("says 50 bytes of a key, more than the file can hold", Assert.Throws<SizingException>(() => Keys(HeaderBytes.Gguf(0, 1).UInt64(50).Raw(new byte[10]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_has_at_most_four_dimensions_and_whole_blocks()
    {
        Assert.Equal([5, 4, 3, 2], Assert.Single(Read(HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 2, 3, 4, 5).ToArray(1024)).Tensors).Shape);
        Assert.Contains("5 dimensions", Refusal(HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 1, 1, 1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("rows of 100, which do not fill whole blocks", Refusal(HeaderBytes.Gguf(1, 0).Tensor("t", 12, 0, 100)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama", 0u, 0u, "llama")]
    [InlineData("llama", 8u, 0u, "mixtral")]
    [InlineData("deepseek2", 8u, 1u, "deepseek_v2")] // softmax
    [InlineData("deepseek2", 8u, 2u, "deepseek_v3")] // sigmoid
    [InlineData("gemma3", 0u, 0u, "gemma3_text")]
    [InlineData("command-r", 0u, 0u, "cohere")]
    public void An_architecture_is_the_family_that_llama_cpp_converts_to_it(string architecture, uint experts, uint gating, string modelType) =>
        Assert.Equal(modelType, GgufArchitectures.ModelType(Read(HeaderBytes.Gguf(0, 3).TextKey("general.architecture", architecture)
            .NumberKey(architecture + ".expert_count", experts).NumberKey(architecture + ".expert_gating_func", gating).ToArray())));

    [Fact]
    public void The_keys_of_latent_attention_give_the_rotary_and_the_other_channels()
    {
        var config = Config("deepseek2", ("block_count", 5), ("nextn_predict_layers", 2), ("attention.head_count", 6), ("attention.head_count_kv", 1), ("attention.key_length", 99), ("attention.key_length_mla", 48), ("rope.dimension_count", 16));
        Assert.Equal((3, 16, 48 - 16, 6), (Int(config, "num_hidden_layers"), Int(config, "qk_rope_head_dim"), Int(config, "qk_nope_head_dim"), Int(config, "num_key_value_heads")));
        Assert.False(config.TryGetProperty("head_dim", out _));
    }

    [Fact]
    public void Llama_4_has_the_width_of_its_dense_blocks_under_another_name()
    {
        var config = Config("llama4", ("block_count", 5), ("feed_forward_length", 16), ("expert_feed_forward_length", 8), ("attention.key_length", 4));
        Assert.Equal((5, 16, 8, 4), (Int(config, "num_hidden_layers"), Int(config, "intermediate_size_mlp"), Int(config, "intermediate_size"), Int(config, "head_dim")));
    }

    [Fact]
    public void The_first_files_of_Gemma_2_have_the_window_that_llama_cpp_takes_for_them() // src/llama-model.cpp, LLM_ARCH_GEMMA2
    {
        Assert.Equal(4096, Int(Config("gemma2", ("block_count", 5)), "sliding_window"));
        Assert.Equal(512, Int(Config("gemma2", ("block_count", 5), ("attention.sliding_window", 512)), "sliding_window"));
        Assert.False(Config("gemma3", ("block_count", 5)).TryGetProperty("sliding_window", out _));
    }

    [Fact]
    public void None_is_a_number_too() => Assert.Equal(0, Int(Config("llama", ("block_count", 5), ("leading_dense_block_count", 0)), "first_k_dense_replace"));

    [Theory]
    [InlineData("blk.0.attn_q.bias", true)]
    [InlineData("blk.0.attn_qkv.bias", true)]
    [InlineData("blk.0.attn_k.bias", false)]
    public void Attention_has_biases_where_the_file_has_them(string tensor, bool bias) =>
        Assert.Equal(bias, GgufConfig.Of(Read(Tensors(HeaderBytes.Gguf(2, 2).TextKey("general.architecture", "qwen3").NumberKey("qwen3.block_count", 1), tensor))).GetProperty("attention_bias").GetBoolean());

    [Theory]
    [InlineData(-1f)]
    [InlineData(2.5f)]
    [InlineData(1e18f)]
    public void A_dimension_that_is_no_whole_number_is_refused(float value) =>
        Assert.Contains("'llama.embedding_length', which must be a whole number", Refusal(Keyed(bytes => bytes.UInt32(6).Raw(BitConverter.GetBytes(value)))), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 4, 4, 4 }, null)]
    [InlineData(new byte[] { 4, 8, 4 }, "gives each layer its own 'llama.embedding_length'")]
    public void A_list_by_layer_is_read_where_all_layers_are_equal(byte[] layers, string? refusal)
    {
        var file = Keyed(bytes => bytes.UInt32(List).UInt32(0).UInt64(3).Raw(layers));
        if (refusal is null)
            Assert.Equal(4, Int(GgufConfig.Of(Read(Tensors(file))), "hidden_size"));
        else
            Assert.Contains(refusal, Refusal(file), StringComparison.Ordinal);
    }

    private static int Int(JsonElement config, string key) => config.GetProperty(key).GetInt32();

    private static HeaderBytes Keyed(Func<HeaderBytes, HeaderBytes> value) =>
        value(HeaderBytes.Gguf(1, 3).TextKey("general.architecture", "llama").NumberKey("llama.block_count", 1).Text("llama.embedding_length"));

    private static JsonElement Config(string architecture, params (string Key, uint Value)[] keys)
    {
        var bytes = HeaderBytes.Gguf(1, (ulong)keys.Length + 1).TextKey("general.architecture", architecture);
        foreach (var (key, value) in keys)
            bytes.NumberKey($"{architecture}.{key}", value);
        return GgufConfig.Of(Read(Tensors(bytes)));
    }

    private static byte[] Tensors(HeaderBytes bytes, params string[] names)
    {
        bytes.Tensor("token_embd.weight", F32, 0, 4, 10);
        foreach (var name in names)
            bytes.Tensor(name, F32, 0, 4);
        return bytes.ToArray(1024);
    }

    private static ModelHeader Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return GgufReader.Read(stream, "model.gguf");
    }

    /// <summary>The keys of a file that ends with them.</summary>
    private static GgufMetadata Keys(HeaderBytes bytes) => Read(bytes.ToArray()).Metadata;

    private static string Refusal(HeaderBytes bytes) => Assert.Throws<SizingException>(() => GgufConfig.Of(Read(Tensors(bytes)))).Message;
}
