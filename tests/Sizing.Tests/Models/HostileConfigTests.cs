using System.Text;
using Sizing.Models;

namespace Sizing.Tests.Models;

public sealed class HostileConfigTests
{
    private const string Llama = """
        "model_type":"llama","hidden_size":64,"intermediate_size":128,"num_attention_heads":4,"vocab_size":100,"num_hidden_layers":2
        """;

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("[1,2]", "holds a list instead of an object")]
    [InlineData("{\"model_type\":\"llama\",", "is not valid JSON")]
    [InlineData("{\"hidden_size\":64}", "'model_type'")]
    [InlineData("{\"model_type\":\"t5\",\"is_encoder_decoder\":true}", "'t5'")]
    [InlineData("{" + Llama + ",\"num_key_value_heads\":3}", "not divisible by its 3 key-value heads")]
    [InlineData("{" + Llama + ",\"num_hidden_layers\":2}", "Duplicate property 'num_hidden")]
    [InlineData("{" + Llama + ",\"num_key_value_heads\":\"two\"}", "'num_key_value_heads', which must be a whole number")]
    [InlineData("{" + Llama + ",\"tie_word_embeddings\":1}", "'tie_word_embeddings', which must be true or false")]
    [InlineData("{" + Llama + ",\"torch_dtype\":\"float7\"}", "float7")]
    [InlineData("{" + Llama + ",\"text_config\":[]}", "'text_config', which must be an object")]
    public void A_bad_config_is_refused_with_a_sentence_that_names_what_is_wrong(string json, string expected) =>
        Assert.Contains(expected, Refusal(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("-2")]
    [InlineData("2.5")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("1000000")]
    [InlineData("[2]")]
    [InlineData("{}")]
    [InlineData("true")]
    public void An_impossible_number_of_layers_is_refused_by_its_key(string layers)
    {
        var json = "{" + Llama.Replace("\"num_hidden_layers\":2", $"\"num_hidden_layers\":{layers}", StringComparison.Ordinal) + "}";
        Assert.Contains("'num_hidden_layers'", Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_are_refused_without_being_read()
    {
        using var endless = new EndlessSpaces(50L * 1024 * 1024);
        Assert.Contains("4 MiB", Assert.Throws<SizingException>(() => ModelReader.Read(endless, "big")).Message, StringComparison.Ordinal);
        Assert.True(endless.Served <= ModelReader.LargestFile + 64 * 1024);
    }

    [Fact]
    public void Nesting_beyond_the_bound_is_refused() =>
        Assert.Contains("not valid JSON", Refusal(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void Another_encoding_is_refused(string encoding)
    {
        using var stream = new MemoryStream(Encoding.GetEncoding(encoding).GetBytes("{" + Llama + ",\"note\":\"größe\"}"));
        Assert.EndsWith("is not UTF-8 text; save it as UTF-8.", Assert.Throws<SizingException>(() => ModelReader.Read(stream, "config.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_that_multiply_beyond_counting_are_refused()
    {
        var json = "{\"model_type\":\"llama\",\"hidden_size\":1073741824,\"intermediate_size\":1073741824,\"num_attention_heads\":1,\"vocab_size\":1073741824,\"num_hidden_layers\":4096}";
        Assert.Contains("more parameters than can be counted", Refusal(json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_Pythons_Infinity_are_read_over()
    {
        var json = "\uFEFF{" + Llama + ",\"time_step_limit\":[0.0,Infinity,-Infinity,NaN],\"note\":\"Infinity\"}";
        Assert.Equal(2, Read(json).Layers.Count);
    }

    internal static ModelSpec Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ModelReader.Read(stream, "config.json");
    }

    private static string Refusal(string json) => Assert.Throws<SizingException>(() => Read(json)).Message;

    private sealed class EndlessSpaces(long length) : MemoryStream
    {
        internal long Served { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Served);
            buffer[..count].Fill((byte)' ');
            Served += count;
            return count;
        }
    }
}
