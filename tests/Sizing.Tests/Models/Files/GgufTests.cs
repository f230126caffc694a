using Sizing.Inference;
using Sizing.Models.Files;

namespace Sizing.Tests.Models.Files;

public sealed class GgufTests : IDisposable
{
    private const uint F32 = 0;
    private const uint Q80 = 8;
    private const uint Q4K = 12;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_llama_file_becomes_the_model_that_its_keys_describe()
    {
        var model = ModelFile.Read(folder.Write("tiny.gguf", TinyLlama()));
        Assert.Equal("llama", model.ModelType);
        Assert.Equal(256, model.HiddenSize);
        Assert.True(model.TiesEmbeddings);
        // embedding 32·256; layer: q 256·256, k and v 2·128·256, o 256·256, three of 512·256, two norms 256; final norm 256.
        Assert.Equal((32 * 256) + (2 * 256 * 256) + (2 * 128 * 256) + (3 * 512 * 256) + (3 * 256), model.Parameters.Total);
    }

    [Fact]
    public void The_weights_as_stored_have_the_types_of_the_header()
    {
        var model = ModelFile.Read(folder.Write("tiny.gguf", TinyLlama()));
        // The embedding is Q8_0 (34 bytes per 32), attn_q Q4_K (144 per 256), the other matrices Q8_0, norms F32.
        var q80 = ((32 * 256) + (2 * 128 * 256) + (256 * 256) + (3 * 512 * 256)) / 32 * 34;
        Assert.Equal(new Bytes(q80 + (256 * 144) + (3 * 256 * 4)), Weights.CheckpointBytes(model, WeightFormat.Of(model)));
        Assert.Equal(model.Header!.TotalBytes, Weights.CheckpointBytes(model, WeightFormat.Of(model)));
    }

    [Fact]
    public void Experts_are_read_as_the_mixture_that_they_are()
    {
        var bytes = HeaderBytes.Gguf(14, 11)
            .TextKey("general.architecture", "qwen3moe")
            .NumberKey("general.file_type", 15)
            .NumberKey("qwen3moe.block_count", 1)
            .NumberKey("qwen3moe.embedding_length", 256)
            .NumberKey("qwen3moe.feed_forward_length", 1024)
            .NumberKey("qwen3moe.expert_feed_forward_length", 512)
            .NumberKey("qwen3moe.expert_count", 4)
            .NumberKey("qwen3moe.expert_used_count", 2)
            .NumberKey("qwen3moe.attention.head_count", 4)
            .NumberKey("qwen3moe.attention.head_count_kv", 2)
            .NumberKey("qwen3moe.attention.key_length", 64);
        string[] matrices = ["token_embd 32 256", "output 32 256", "blk.0.attn_q 256 256", "blk.0.attn_k 128 256", "blk.0.attn_v 128 256", "blk.0.attn_output 256 256", "blk.0.ffn_gate_inp 4 256"];
        ulong offset = 0;
        void Add(string name, uint type, int size, params ulong[] dimensions)
        {
            bytes.Tensor(name + ".weight", type, offset, dimensions);
            offset += (ulong)size;
        }
        foreach (var parts in matrices.Select(matrix => matrix.Split(' ')))
            Add(parts[0], parts[0].EndsWith("_inp", StringComparison.Ordinal) ? F32 : Q4K, int.Parse(parts[1]) * 1024, 256, ulong.Parse(parts[1]));
        Add("blk.0.ffn_gate_exps", Q4K, 4 * 512 * 144, 256, 512, 4);
        Add("blk.0.ffn_up_exps", Q4K, 4 * 512 * 144, 256, 512, 4);
        Add("blk.0.ffn_down_exps", Q4K, 4 * 512 * 144, 512, 256, 4);
        foreach (var (norm, size) in new[] { ("output_norm", 256UL), ("blk.0.attn_norm", 256UL), ("blk.0.ffn_norm", 256UL), ("blk.0.attn_q_norm", 64UL) })
            Add(norm, F32, 1024, size);
        var model = ModelFile.Read(folder.Write("moe.gguf", bytes.ToArray((int)offset)));
        Assert.Equal(4 * 3 * 512 * 256, model.Parameters.Part(Sizing.Models.ModelPart.Experts));
        Assert.Equal(
            new Bytes(4 * 3 * 512 * 256 / 256 * 144),
            Weights.BytesByPart(model, WeightFormat.Of(model))[Sizing.Models.ModelPart.Experts]);
    }

    [Fact]
    public void Keys_that_describe_another_model_than_the_tensors_are_refused()
    {
        var bytes = TinyLlama();
        var feedForward = bytes.AsSpan().IndexOf("feed_forward_length"u8) + "feed_forward_length".Length + 4;
        bytes[feedForward + 1] = 8; // 512 becomes 2048
        Assert.Contains("describe", Assert.Throws<SizingException>(() => ModelFile.Read(folder.Write("other.gguf", bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_many_tokens_is_read_without_keeping_them()
    {
        var bytes = HeaderBytes.Gguf(0, 1).Text("tokenizer.ggml.tokens").UInt32(9).UInt32(8).UInt64(200_000);
        for (var i = 0; i < 200_000; i++)
            bytes.Text("ab");
        Assert.Equal(200_000, ModelFile.ReadHeader(folder.Write("tokens.gguf", bytes.ToArray())).Metadata.Number("tokenizer.ggml.tokens"));
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "not a GGUF file", [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "empty", [] },
        { "version 1", HeaderBytes.Gguf(0, 0, version: 1).ToArray() },
        { "tensors without end", HeaderBytes.Gguf(ulong.MaxValue, 0).ToArray() },
        { "more tensors than the file holds", HeaderBytes.Gguf(900_000, 0).ToArray() },
        { "keys without end", HeaderBytes.Gguf(0, ulong.MaxValue).ToArray() },
        { "a text beyond the end", HeaderBytes.Gguf(0, 1).UInt64(60_000).ToArray(8) },
        { "a list beyond the end", HeaderBytes.Gguf(0, 1).Text("k").UInt32(9).UInt32(4).UInt64(90_000_000).ToArray(8) },
        { "lists in lists", Nested(6) },
        { "an unknown value type", HeaderBytes.Gguf(0, 1).Text("k").UInt32(77).ToArray(16) },
        { "a key twice", HeaderBytes.Gguf(0, 2).NumberKey("k", 1).NumberKey("k", 2).ToArray() },
        { "a tensor twice", HeaderBytes.Gguf(2, 0).Tensor("t", F32, 0, 1).Tensor("t", F32, 32, 1).ToArray(128) },
        { "five dimensions", HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 1, 1, 1, 1, 1).ToArray(128) },
        { "a dimension of zero", HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 0).ToArray(128) },
        { "more elements than can be counted", HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 1UL << 40, 1UL << 40).ToArray(128) },
        { "an unknown tensor type", HeaderBytes.Gguf(1, 0).Tensor("t", 5, 0, 1).ToArray(128) },
        { "rows of broken blocks", HeaderBytes.Gguf(1, 0).Tensor("t", Q4K, 0, 100).ToArray(128) },
        { "data beyond the end", HeaderBytes.Gguf(1, 0).Tensor("t", F32, 0, 1000).ToArray(128) },
        { "an offset beyond the end", HeaderBytes.Gguf(1, 0).Tensor("t", F32, ulong.MaxValue, 1).ToArray(128) },
        { "an alignment of zero", HeaderBytes.Gguf(0, 1).NumberKey("general.alignment", 0).ToArray() },
        { "parts without end", HeaderBytes.Gguf(0, 1).NumberKey("split.count", uint.MaxValue).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_header_that_is_not_sound_is_refused_with_the_files_name(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        var path = folder.Write("hostile.gguf", bytes);
        Assert.Contains("hostile.gguf", Assert.Throws<SizingException>(() => ModelFile.ReadHeader(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_of_a_file_is_refused()
    {
        var whole = TinyLlama();
        for (var length = 0; length < whole.Length; length += 97)
        {
            var path = folder.Write("cut.gguf", whole.AsSpan(0, length));
            Assert.Throws<SizingException>(() => ModelFile.ReadHeader(path));
        }
    }

    [Fact]
    public void Five_thousand_mutated_headers_are_read_or_refused()
    {
        const int headerLength = 1_100;
        var whole = TinyLlama();
        var mutated = TinyLlama();
        var random = new Random(20260101);
        var count = Environment.GetEnvironmentVariable("LONG_RUN") == "1" ? 50_000 : 5_000;
        for (var i = 0; i < count; i++)
        {
            whole.AsSpan(0, headerLength).CopyTo(mutated);
            for (var change = random.Next(1, 8); change > 0; change--)
                mutated[random.Next(headerLength)] = (byte)random.Next(256);
            using var stream = new MemoryStream(mutated);
            var problem = Record.Exception(() => GgufConfig.Of(GgufReader.Read(stream, "mutated.gguf")));
            Assert.True(problem is null or SizingException, problem?.ToString());
        }
    }

    private static byte[] Nested(int depth)
    {
        var bytes = HeaderBytes.Gguf(0, 1).Text("k").UInt32(9);
        for (var i = 0; i < depth; i++)
            bytes.UInt32(9).UInt64(1);
        return bytes.UInt32(4).UInt64(1).UInt32(1).ToArray(64);
    }

    private static byte[] TinyLlama()
    {
        var bytes = HeaderBytes.Gguf(11, 10)
            .TextKey("general.architecture", "llama")
            .NumberKey("general.file_type", 7)
            .NumberKey("llama.block_count", 1)
            .NumberKey("llama.embedding_length", 256)
            .NumberKey("llama.feed_forward_length", 512)
            .NumberKey("llama.context_length", 4096)
            .NumberKey("llama.attention.head_count", 4)
            .NumberKey("llama.attention.head_count_kv", 2)
            .NumberKey("llama.attention.key_length", 64)
            .TextKey("tokenizer.ggml.model", "gpt2");
        ulong offset = 0;
        void Add(string name, uint type, ulong size, params ulong[] dimensions)
        {
            bytes.Tensor(name, type, offset, dimensions);
            offset += (size + 31) / 32 * 32;
        }
        Add("token_embd.weight", Q80, 256 * 32 / 32 * 34, 256, 32);
        Add("blk.0.attn_norm.weight", F32, 1024, 256);
        Add("blk.0.attn_q.weight", Q4K, 256 * 144, 256, 256);
        Add("blk.0.attn_k.weight", Q80, 256 * 128 / 32 * 34, 256, 128);
        Add("blk.0.attn_v.weight", Q80, 256 * 128 / 32 * 34, 256, 128);
        Add("blk.0.attn_output.weight", Q80, 256 * 256 / 32 * 34, 256, 256);
        Add("blk.0.ffn_norm.weight", F32, 1024, 256);
        Add("blk.0.ffn_gate.weight", Q80, 256 * 512 / 32 * 34, 256, 512);
        Add("blk.0.ffn_up.weight", Q80, 256 * 512 / 32 * 34, 256, 512);
        Add("blk.0.ffn_down.weight", Q80, 256 * 512 / 32 * 34, 512, 256);
        Add("output_norm.weight", F32, 1024, 256);
        return bytes.ToArray((int)offset + 32);
    }
}
