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
