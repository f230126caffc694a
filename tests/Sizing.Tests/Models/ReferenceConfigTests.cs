using Sizing.Models;

namespace Sizing.Tests.Models;

public sealed class ReferenceConfigTests
{
    /// <summary>Families for which no rule is published; they are refused by name.</summary>
    private static readonly string[] Unsupported =
        ["moonshotai/Kimi-K3", "nvidia/MiniMax-M3-NVFP4", "poolside/Laguna-S-2.1-FP8", "stepfun-ai/Step-3.7-Flash-FP8"];

    public static TheoryData<string> Counted => [.. ReferenceModel.All.Where(model => model.Parameters is not null).Select(model => model.Name)];

    public static TheoryData<string> Published => [.. ReferenceModel.All.Where(model => model.Published is not null).Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Counted))]
    public void The_text_model_has_exactly_the_known_parameters_total_and_active(string name)
    {
        var reference = ReferenceModel.Of(name);
        var count = reference.Read().Parameters;
        Assert.Equal((reference.Parameters, reference.Active), (count.Total, count.Active));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void The_published_total_is_the_text_model_and_what_it_names_beside(string name)
    {
        var reference = ReferenceModel.Of(name);
        Assert.Equal(reference.Published, PublishedTotal.Of(reference.Read(), reference.Includes!));
    }

    [Fact]
    public void All_but_four_of_the_115_configs_are_read_and_those_are_refused_by_name()
    {
        Assert.Equal(115, ReferenceModel.All.Count);
        foreach (var reference in ReferenceModel.All)
        {
            var problem = Record.Exception(() => reference.Read());
            Assert.Equal(Unsupported.Contains(reference.Name), problem is SizingException);
            if (problem is not null)
                Assert.Contains($"'{reference.Config.GetProperty("model_type").GetString()}'", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V3", 671_026_419_200)]
    [InlineData("openai/gpt-oss-120b", 116_829_156_672)]
    public void The_parts_add_up_to_the_total(string name, long total)
    {
        var parts = ReferenceModel.Of(name).Read().Parameters.Parts;
        Assert.Equal(total, parts.Where(part => part.Key is not (ModelPart.Mtp or ModelPart.Vision)).Sum(part => part.Value));
    }

    [Fact]
    public void A_nested_text_config_without_dimensions_has_those_of_its_class()
    {
        // llava-hf/llava-1.5-7b-hf writes the vocabulary only: Llama 2 7B with 64 tokens more, 6,738,415,616 + 2 * 64 * 4096.
        var llava = HostileConfigTests.Read("""{"model_type":"llava","text_config":{"model_type":"llama","vocab_size":32064},"tie_word_embeddings":false}""");
        Assert.Equal(6_738_939_904, llava.Parameters.Total);
    }

    [Fact]
    public void A_vision_config_that_lacks_a_key_leaves_the_vision_part_unknown()
    {
        var gemma = HostileConfigTests.Read("""{"model_type":"gemma3","text_config":{"hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":34},"vision_config":{"hidden_size":1152}}""");
        Assert.Equal((3_880_263_168, null), (gemma.Parameters.Total, gemma.Parameters.Vision)); // google/gemma-3-4b: 4,300,079,472 - 419,816,304 of SigLIP
    }
}
