using Sizing.Models.Files;

namespace Sizing.Tests.Models.Files;

/// <summary>Files that belong together: parts, shards, and what lies beside a config.json.</summary>
public sealed class ModelFileTests : IDisposable
{
    private const string Tiny = """{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":20,"vocab_size":10""";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Safetensors_are_described_by_the_config_beside_them()
    {
        folder.Write("config.json", Tiny + "}");
        var path = folder.Write("model.safetensors", HeaderBytes.Safetensors("""{"a":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}""", 6));
        var model = ModelFile.Read(path);
        Assert.Equal((path, 8, 3L), (model.Name, model.HiddenSize, model.Header!.TotalElements));
        Assert.False(model.Header.IsGguf);
        Assert.Equal("bf16", WeightFormat.Of(model).Name);
    }

    [Fact]
    public void Safetensors_without_a_config_say_what_to_do() =>
        Assert.Contains(
            "has no config.json beside it, which describes the layers; put it there",
            Assert.Throws<SizingException>(() => ModelFile.Read(folder.Write("model.safetensors", HeaderBytes.Safetensors("{}", 0)))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("config.json", "}", true, "FP8")] // ModelOpt writes its quantization beside the config
    [InlineData("config.json", ""","quantization_config":{"quant_algo":"NVFP4"}}""", true, "NVFP4")] // the config's own counts
    [InlineData("other.json", "}", true, null)] // which may belong to another model
    [InlineData("config.json", "}", false, null)]
    public void A_quantization_beside_the_config_counts_where_the_config_has_none(string name, string end, bool isBeside, string? algorithm)
    {
        if (isBeside)
            folder.Write("hf_quant_config.json", """{"quant_algo":"FP8"}""");
        Assert.Equal(algorithm, ModelFile.Read(folder.Write(name, Tiny + end)).QuantizationConfig?.GetProperty("quant_algo").GetString());
    }

    [Fact]
    public void A_shard_without_its_index_is_refused() =>
        Assert.Contains(
            "is one of several shards, and model.safetensors.index.json is not beside it; put it there",
            Refusal(folder.Write("model-00001-of-00002.safetensors", HeaderBytes.Safetensors("{}", 0))),
            StringComparison.Ordinal);

    [Fact]
    public void The_parts_of_a_GGUF_file_are_one_model()
    {
        folder.Write("model-00002-of-00002.gguf", Part("b", 2));
        var header = ModelFile.ReadHeader(folder.Write("model-00001-of-00002.gguf", Part("a", 2)));
        Assert.Equal(["a", "b"], header.Tensors.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData("model-00001-of-00002.gguf", 2u, "hold a tensor twice")]
    [InlineData("model.gguf", 2u, "is one of 2 parts, whose names must end in -00001-of-00002.gguf")]
    [InlineData("model-00001-of-04097.gguf", 4097u, "is one of 4,097 parts")]
    [InlineData("model-00001-of-04096.gguf", 4096u, "cannot be read")] // so many may be; the second is missing
    public void Parts_that_do_not_fit_together_are_refused(string name, uint parts, string expected)
    {
        folder.Write("model-00002-of-00002.gguf", Part("a", 2));
        Assert.Contains(expected, Refusal(folder.Write(name, Part("a", parts))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\0b.gguf")]
    [InlineData("missing/a.gguf")]
    public void A_path_that_leads_nowhere_is_refused(string path) => Assert.Contains("cannot be read", Refusal(path), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused() => Assert.Contains("cannot be read", Refusal(folder.Write("a.gguf", "") + "x.gguf"), StringComparison.Ordinal);

    [Theory]
    [InlineData(4096, "cannot be read")] // so many may be; the first is missing
    [InlineData(4097, "names 4,097 shards; at most 4,096 are read")]
    public void An_index_names_at_most_4096_shards(int shards, string expected)
    {
        var map = string.Join(',', Enumerable.Range(0, shards).Select(shard => $"\"t{shard}\":\"s{shard}.safetensors\""));
        Assert.Contains(expected, Refusal(folder.Write("model.safetensors.index.json", "{\"weight_map\":{" + map + "}}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"/other.safetensors\"")]
    public void A_shard_that_is_no_name_is_not_followed(string shard) =>
        Assert.Contains("not followed", Refusal(folder.Write("model.safetensors.index.json", "{\"weight_map\":{\"a\":" + shard + "}}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "a header that is not a JSON object")]
    [InlineData("""{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", "the type '', which is not known")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "the type '', which is not known")]
    [InlineData("""{"a":{"dtype":"F32","shape":7,"data_offsets":[0,8]}}""", "no list of numbers as 'shape'")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "no list of numbers as 'shape'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "no list of numbers as 'shape'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[2,6]}}""", "'a' 4 bytes, which its type and shape do not take")]
    [InlineData("""{"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddaaaaaaaaaabbbbbbbbbbccccccccccdddddddddd":7}""", "'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddaaaaaaaaaabbbbbbbbbbccccccccccdddddddddd' by")]
    [InlineData("""{"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddaaaaaaaaaabbbbbbbbbbccccccccccdddddddddde":7}""", "'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddaaaaaaaaaabbbbbbbbbbccccccccccdddddddddd…' by")]
    public void A_header_that_is_not_sound_is_refused_in_the_words_that_fit(string json, string expected) =>
        Assert.Contains(expected, Refusal(folder.Write("hostile.safetensors", HeaderBytes.Safetensors(json, 8))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4)] // 16 dimensions may be
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 4)] // nothing lies over something
    // Each type by its bits: huggingface/safetensors, safetensors/src/tensor.rs.
    [InlineData("""{"a":{"dtype":"F4","shape":[4],"data_offsets":[0,2]},"b":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[2,5]},"c":{"dtype":"F6_E3M2","shape":[4],"data_offsets":[5,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]},"c":{"dtype":"I8","shape":[2],"data_offsets":[4,6]},"d":{"dtype":"F8_E5M2","shape":[2],"data_offsets":[6,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F8_E8M0","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"F8_E5M2FNUZ","shape":[2],"data_offsets":[2,4]},"c":{"dtype":"F8_E4M3FNUZ","shape":[2],"data_offsets":[4,6]}}""", 6)]
    [InlineData("""{"a":{"dtype":"I16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"U16","shape":[1],"data_offsets":[2,4]},"c":{"dtype":"I32","shape":[1],"data_offsets":[4,8]},"d":{"dtype":"U32","shape":[1],"data_offsets":[8,12]}}""", 12)]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"U64","shape":[1],"data_offsets":[8,16]},"c":{"dtype":"F64","shape":[1],"data_offsets":[16,24]},"d":{"dtype":"C64","shape":[1],"data_offsets":[24,32]}}""", 32)]
    public void The_bytes_of_each_type_are_counted(string json, int bytes) =>
        Assert.Equal(new Bytes(bytes), ModelFile.ReadHeader(folder.Write("model.safetensors", HeaderBytes.Safetensors(json, bytes))).TotalBytes);

    /// <summary>
    /// A model of 8 channels, 2 layers and one prediction module with 4 experts of 6: embedding 80, norm 8, layers of 256 + 480 + 16;
    /// module 128 + 24 + 256 + 16 + 4 · 8 + 4 + 4 · 144.
    /// </summary>
    [Theory]
    [InlineData(1592 + 1036, true)]
    [InlineData(1592, false)]
    public void The_tensors_of_a_GGUF_file_are_those_that_its_keys_describe_with_prediction_modules(int elements, bool readable)
    {
        var problem = Record.Exception(() => ModelFile.Read(folder.Write("model.gguf", Glm(elements, fileType: 15))));
        Assert.Equal(readable ? null : "describe", problem?.Message.Split(' ').FirstOrDefault(word => word == "describe"));
    }

    [Theory]
    [InlineData(15u, "gguf:Q4_K_M")]
    [InlineData(7u, "gguf:Q8_0")]
    [InlineData(9_999u, "gguf:F16")] // a type of a later llama.cpp: what the header does not name is in 16 bit
    public void A_GGUF_file_has_the_format_of_its_file_type(uint fileType, string name) =>
        Assert.Equal(name, WeightFormat.Of(ModelFile.Read(folder.Write("model.gguf", Glm(1592 + 1036, fileType)))).Name);

    private static byte[] Glm(int elements, uint fileType) => HeaderBytes.Gguf(2, 14)
        .TextKey("general.architecture", "glm4moe").NumberKey("general.file_type", fileType)
        .NumberKey("glm4moe.block_count", 3).NumberKey("glm4moe.nextn_predict_layers", 1).NumberKey("glm4moe.leading_dense_block_count", 2)
        .NumberKey("glm4moe.embedding_length", 8).NumberKey("glm4moe.feed_forward_length", 20).NumberKey("glm4moe.context_length", 16)
        .NumberKey("glm4moe.attention.head_count", 2).NumberKey("glm4moe.attention.head_count_kv", 2).NumberKey("glm4moe.attention.key_length", 4)
        .NumberKey("glm4moe.expert_count", 4).NumberKey("glm4moe.expert_used_count", 2).NumberKey("glm4moe.expert_feed_forward_length", 6)
        .Tensor("token_embd.weight", 0, 0, 8, 10).Tensor("rest", 0, 320, (ulong)elements - 80).ToArray(64 + 4 * elements);

    private static byte[] Part(string tensor, uint parts) =>
        HeaderBytes.Gguf(1, 1).NumberKey("split.count", parts).Tensor(tensor, 0, 0, 4).ToArray(64);

    private static string Refusal(string path) => Assert.Throws<SizingException>(() => ModelFile.ReadHeader(path)).Message;
}
