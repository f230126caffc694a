using Sizing.Data;

namespace Sizing.Tests.Data;

public sealed class NameIndexTests
{
    private static readonly NameIndex Index = new("Model",
    [
        ("meta-llama/Llama-3.1-8B", ["meta-llama-3.1-8b"]),
        ("meta-llama/Llama-3.1-8B-Instruct", []),
        ("Qwen/Qwen3-8B", []),
        ("mistralai/Mixtral-8x7B-v0.1", ["mixtral-8x7b"]),
        ("mistralai/Mixtral-8x22B-v0.1", ["mixtral-8x22b"]),
    ]);

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B")]
    [InlineData("llama-3.1-8b", "meta-llama/Llama-3.1-8B")]
    [InlineData("LLAMA 3.1 8b instruct", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("Meta-Llama-3.1-8B", "meta-llama/Llama-3.1-8B")]
    [InlineData("qwen3", "Qwen/Qwen3-8B")]
    [InlineData("mixtral-8x7b", "mistralai/Mixtral-8x7B-v0.1")]
    public void A_name_people_type_finds_its_id(string typed, string id) => Assert.Equal(id, Index.Find(typed));

    [Fact]
    public void An_ambiguous_name_lists_its_candidates() =>
        Assert.Equal(
            "Model 'mixtral' may be 'mistralai/Mixtral-8x7B-v0.1', 'mistralai/Mixtral-8x22B-v0.1'; name one of them.",
            Assert.Throws<SizingException>(() => Index.Find("mixtral")).Message);

    [Fact]
    public void An_unknown_name_suggests_the_closest() =>
        Assert.Equal(
            "Model 'lama-3.1-8b' is not in the catalog; closest: 'meta-llama/Llama-3.1-8B'.",
            Assert.Throws<SizingException>(() => Index.Find("lama-3.1-8b")).Message);

    [Theory]
    [InlineData("nonsense-name")]
    [InlineData("xyz")]
    [InlineData("claude-opus")]
    public void A_name_that_no_name_resembles_says_where_they_are_listed(string name)
    {
        Assert.Equal($"Model '{name}' is not in the catalog; 'sizing models' lists what is.", Assert.Throws<SizingException>(() => Catalog.Model(name)).Message);
        Assert.Equal($"GPU '{name}' is not in the catalog; 'sizing gpus' lists what is.", Assert.Throws<SizingException>(() => Catalog.Gpu(name)).Message);
    }

    /// <summary>One edit in three letters: the distances are counted by hand.</summary>
    [Theory]
    [InlineData("abcdef", "abcxyf", true)] // two of six
    [InlineData("abcdef", "abxyzf", false)] // three of six
    [InlineData("abcde", "abxyf", false)] // three of five
    [InlineData("ab", "xb", true)] // one letter of any name
    [InlineData("ab", "xy", false)]
    public void A_misspelling_has_one_wrong_letter_in_three(string name, string candidate, bool isNear) =>
        Assert.Equal(isNear ? candidate : null, EditDistance.Nearest(name, [candidate]));

    [Fact]
    public void A_name_without_letters_is_refused() =>
        Assert.Throws<SizingException>(() => Index.Find(" -/ "));

    [Theory]
    [InlineData("x")]
    [InlineData("qwe")]
    [InlineData("llama-3.1-8")]
    public void A_part_of_a_word_is_not_a_name(string name) =>
        Assert.Contains("is not in the catalog", Assert.Throws<SizingException>(() => Catalog.Model(name)).Message, StringComparison.Ordinal);
}
