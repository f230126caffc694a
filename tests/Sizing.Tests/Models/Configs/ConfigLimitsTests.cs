using System.Text;
using Sizing.Models;
using static Sizing.Tests.Models.Configs.TinyConfig;

namespace Sizing.Tests.Models.Configs;

/// <summary>How long, large and odd the values of a config may be, and what is said beyond that.</summary>
public sealed class ConfigLimitsTests
{
    private const string Tiny = """{"model_type":"llama","hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":20,"vocab_size":10}""";

    private static readonly string Zeros = string.Join(',', Enumerable.Repeat("0", 8192));

    [Theory]
    [InlineData(""" "num_hidden_layers":{"a":1} """, "says Object for 'num_hidden_layers', which must be a whole number")]
    [InlineData(""" "num_hidden_layers":[1] """, "says Array for 'num_hidden_layers'")]
    [InlineData(""" "num_hidden_layers":true """, "says true for 'num_hidden_layers'")]
    [InlineData(""" "num_hidden_layers":"aaaaaaaaaabbbbbbbbbbccccccccccdddddddd" """, "says \"aaaaaaaaaabbbbbbbbbbccccccccccdddddddd\" for")] // 40 characters
    [InlineData(""" "num_hidden_layers":"aaaaaaaaaabbbbbbbbbbccccccccccddddddddd" """, "says \"aaaaaaaaaabbbbbbbbbbccccccccccddddddddd… for")]
    [InlineData(""" "partial_rotary_factor":2000000000 """, "says 2000000000 for 'partial_rotary_factor', which must be a number")]
    [InlineData(""" "partial_rotary_factor":1073741824 """, "says 1073741824 for the share of rotary channels")] // 2^30 is the largest number
    [InlineData(""" "partial_rotary_factor":1e400 """, "'partial_rotary_factor', which must be a number")]
    [InlineData(""" "use_sliding_window":true,"sliding_window":5,"layer_types":[1,2] """, "'layer_types', which must be a list of texts")]
    [InlineData(""" "num_attention_heads":3 """, "says 8 for hidden size and 3 for attention heads, which do not divide")]
    [InlineData(""" "hidden_size":null """, "has no 'hidden_size'")]
    [InlineData(""" "model_type":"internvl_chat","text_config":{"model_type":"internlm2","vocab_size":10} """, "has no 'text_config.")]
    public void A_value_that_cannot_be_used_is_shown_with_its_key(string keys, string expected) => Assert.Contains(expected, Refusal("qwen2", keys), StringComparison.Ordinal);

    [Fact]
    public void A_config_of_its_own_must_say_its_dimensions() => Assert.Contains("has no 'hidden_size'", Refusal("llama", """ "hidden_size":null """), StringComparison.Ordinal);

    [Fact]
    public void A_list_may_have_8192_items_and_not_one_more()
    {
        Assert.Equal(2, Read("mllama", $""" "cross_attention_layers":[{Zeros}] """).Layers.Count);
        Assert.Contains("lists 8193 items under 'cross_attention_layers'; at most 8192", Refusal("mllama", $""" "cross_attention_layers":[{Zeros},0] """), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_may_have_16384_characters_and_not_one_more()
    {
        Assert.Equal(16_384, Read("llama", $""" "expert_dtype":"{new string('a', 16_384)}" """).ExpertType!.Length);
        Assert.Contains("has a text of 16385 characters under 'expert_dtype'", Refusal("llama", $""" "expert_dtype":"{new string('a', 16_385)}" """), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_may_have_4096_prediction_modules_and_not_one_more()
    {
        Assert.Equal(4096, Read("mimo", """ "num_nextn_predict_layers":4096 """).Mtp!.Layers.Count);
        Assert.Contains("describes 4097 layers; at most 4096", Refusal("mimo", """ "num_nextn_predict_layers":4097 """), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_file_may_have_four_mebibytes_and_not_one_byte_more(int more)
    {
        foreach (var canSeek in new[] { true, false })
        {
            using var stream = new Padded(Tiny + new string(' ', ModelReader.LargestFile - Tiny.Length + more), canSeek);
            if (more == 0)
                Assert.Equal(2, ModelReader.Read(stream, "config.json").Layers.Count);
            else
                Assert.Contains("is larger than 4 MiB", Assert.Throws<SizingException>(() => ModelReader.Read(stream, "config.json")).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(""" "expert_dtype":"a \"NaN\" and \\" """, """a "NaN" and \""")] // a quote after a backslash ends no text
    [InlineData(""" "expert_dtype":"Infinity" """, "Infinity")]
    [InlineData(""" "time_step_limit":[0.0,Infinity,-Infinity,NaN],"expert_dtype":"x" """, "x")]
    public void Pythons_numbers_are_read_over_outside_texts_only(string keys, string text)
    {
        var json = Tiny.Replace("{", "{" + keys + ",", StringComparison.Ordinal);
        Assert.Equal(text, HostileConfigTests.Read(json).ExpertType);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void Pythons_numbers_are_shown_as_they_were_given(string word)
    {
        var json = Tiny.Replace("\"num_hidden_layers\":2", "\"num_hidden_layers\":" + word, StringComparison.Ordinal);
        Assert.Equal(
            $"config.json says \"{word}\" for 'num_hidden_layers', which must be a whole number.",
            Assert.Throws<SizingException>(() => HostileConfigTests.Read(json)).Message);
    }

    [Theory]
    [InlineData("Nul")]
    [InlineData("I")]
    [InlineData("Inf")]
    public void Other_words_are_not_JSON(string word)
    {
        var problem = Assert.Throws<SizingException>(() => HostileConfigTests.Read(Tiny.Replace("{", "{\"limit\":" + word + ",", StringComparison.Ordinal)));
        Assert.StartsWith("config.json is not valid JSON: ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_no_text() => Assert.Contains(
        "'expert_dtype', which must be valid Unicode",
        Assert.Throws<SizingException>(() => HostileConfigTests.Read(Tiny.Replace("{", "{\"expert_dtype\":\"\\ud800\",", StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_refused_by_name() =>
        Assert.Contains("is a folder; name the config.json in it", Assert.Throws<SizingException>(() => ModelReader.ReadFile(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("llamma", "the nearest supported one is 'llama'")]
    [InlineData("unheard_of", "'sizing models --architectures' lists those that are")]
    public void A_type_without_rules_is_refused_with_the_nearest_or_where_to_look(string type, string remedy) =>
        Assert.Equal($"config.json has the model_type '{type}', which is not supported; {remedy}.", Refusal(type, ""));

    [Fact]
    public void Equal_layers_are_one_object()
    {
        var layers = Read("gemma2", """ "num_hidden_layers":3 """).Layers;
        Assert.Same(layers[0], layers[2]);
        Assert.NotSame(layers[0], layers[1]);
    }

    [Fact]
    public void Families_are_listed_by_name()
    {
        var names = ModelFamily.All.Select(family => family.ModelTypes[0]).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    private sealed class Padded(string text, bool canSeek) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => canSeek;
    }
}
