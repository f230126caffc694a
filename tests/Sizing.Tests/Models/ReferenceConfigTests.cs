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

    [Theory]
    [InlineData("mistral", 16, 8)] // MistralConfig: 8 key-value heads, whatever the number of heads
    [InlineData("llama", 16, 16)] // LlamaConfig: as many as heads
    public void A_nested_text_config_without_key_value_heads_has_those_of_its_class(string type, int heads, int keyValueHeads)
    {
        var llava = HostileConfigTests.Read("{\"model_type\":\"llava\",\"text_config\":{\"model_type\":\"" + type + "\",\"num_attention_heads\":" + heads + "}}");
        Assert.Equal(("llava", keyValueHeads), (llava.ModelType, ((GroupedQueryAttention)llava.Layers[0].Attention).KeyValueHeads));
    }

    [Fact]
    public void A_vision_config_that_lacks_keys_is_its_class()
    {
        // configuration_siglip.py: 12 layers of 1,152 (given) and 3,072 channels, images of 224 in patches of 16; the projector of Gemma 3 to 2,560 channels.
        const int layer = 4 * 1152 * 1153 + 3072 * 1153 + 1152 * 3073 + 4 * 1152;
        var gemma = HostileConfigTests.Read("""{"model_type":"gemma3","text_config":{"hidden_size":2560,"intermediate_size":10240,"num_hidden_layers":34},"vision_config":{"hidden_size":1152}}""");
        Assert.Equal((3_880_263_168, 12 * layer + 1152 * 769 + 14 * 14 * 1152 + 2 * 1152 + 1152 + 2560 * 1152), (gemma.Parameters.Total, gemma.Parameters.Vision)); // google/gemma-3-4b: 4,300,079,472 - 419,816,304 of SigLIP
    }

    [Fact]
    public void Gemma_4_without_layer_types_attends_fully_in_every_sixth_layer_and_the_last()
    {
        // transformers, models/gemma4/configuration_gemma4.py: five sliding layers of 512 tokens to a full one with heads of 512 channels.
        var gemma = HostileConfigTests.Read("""{"model_type":"gemma4","text_config":{"model_type":"gemma4_text","hidden_size":1536,"intermediate_size":6144,"num_attention_heads":8,"num_key_value_heads":1,"num_hidden_layers":8,"vocab_size":262144}}""");
        var heads = gemma.Layers.Select(layer => ((GroupedQueryAttention)layer.Attention).HeadSize);
        Assert.Equal([256, 256, 256, 256, 256, 512, 256, 512], heads);
    }

    [Fact]
    public void Janus_has_the_text_model_of_its_language_config()
    {
        // deepseek-ai/Janus-1.3B: 24 Llama layers; 2 · 102,400 · 2,048 + 24 · (4 · 2,048² + 3 · 2,048 · 5,632 + 2 · 2,048) + 2,048.
        var janus = HostileConfigTests.Read("""{"model_type":"multi_modality","language_config":{"hidden_size":2048,"intermediate_size":5632,"max_position_embeddings":16384,"model_type":"llama","num_attention_heads":16,"num_hidden_layers":24,"num_key_value_heads":16,"vocab_size":102400}}""");
        Assert.Equal(1_652_656_128, janus.Parameters.Total);
    }
}
