using Sizing.Models;

namespace Sizing.Tests.Models;

/// <summary>Vision parts whose checkpoint totals are not in the catalog; those that are, are held to them there.</summary>
public sealed class VisionTests
{
    [Fact]
    public void Kimi_VL_is_Moonlight_and_its_vision_part()
    {
        // Checkpoint totals: Kimi-VL-A3B-Instruct 16,407,657,776, Moonlight-16B-A3B 15,960,111,936.
        Assert.Equal(16_407_657_776 - 15_960_111_936, Catalog.Model("moonshotai/Kimi-VL-A3B-Instruct").Parameters.Vision);
    }

    [Fact]
    public void Kimi_K2_5_has_the_encoder_of_Kimi_VL_and_a_projector_to_7168_channels()
    {
        // Kimi-VL projects 4608 merged values to 2048 channels, K2.5 to 7168: 5120 rows more, each with a bias.
        var vision = Catalog.Model("moonshotai/Kimi-VL-A3B-Instruct").Parameters.Vision;
        Assert.Equal(vision + (5_120 * (4_608 + 1)), Catalog.Model("kimi-k2.5").Parameters.Vision);
    }

    [Fact]
    public void A_pixtral_encoder_takes_the_defaults_of_its_class()
    {
        // mistral-community/pixtral-12b writes patch and image size only; 24 layers of 4 · 1024² + 3 · 1024 · 4096 + 2 · 1024,
        // patches of 3 · 16², a norm, and a projector with biases from 1024 to 5120 to 5120 channels.
        var model = HostileConfigTests.Read("""
            {"model_type":"llava","vision_config":{"model_type":"pixtral","patch_size":16,"image_size":1024},
             "text_config":{"model_type":"mistral","hidden_size":5120,"intermediate_size":14336,"num_hidden_layers":40,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":128,"vocab_size":131072}}
            """);
        var layer = (4L * 1024 * 1024) + (3 * 1024 * 4096) + (2 * 1024);
        Assert.Equal((24 * layer) + (768 * 1024) + 1024 + (5120 * 1025) + (5120 * 5121), model.Parameters.Vision);
    }

    /// <summary>
    /// transformers, models/*/configuration_*.py: published models differ from the defaults of their vision class in these keys alone (Llama 3.2 in its image size too).
    /// </summary>
    [Theory]
    [InlineData("qwen2_vl", "", """ "hidden_size":1536 """, "Qwen/Qwen2-VL-2B-Instruct")]
    [InlineData("qwen2_5_vl", "", """ "hidden_size":1280 """, "Qwen/Qwen2.5-VL-7B-Instruct")]
    [InlineData("qwen3_vl", "", """ "out_hidden_size":4096 """, "Qwen/Qwen3-VL-8B-Instruct")]
    [InlineData("llama4", "", """ "hidden_size":1408,"image_size":336,"vision_output_dim":4096 """, "meta-llama/Llama-4-Scout-17B-16E-Instruct")]
    [InlineData("mllama", "", """ "image_size":560 """, "meta-llama/Llama-3.2-11B-Vision-Instruct")]
    [InlineData("gemma4", """ "hidden_size":2816 """, """ "hidden_size":1152,"intermediate_size":4304,"num_hidden_layers":27,"num_attention_heads":16,"num_key_value_heads":16,"head_dim":72 """, "google/gemma-4-26B-A4B")]
    public void Keys_that_a_vision_config_leaves_out_are_those_of_its_class(string type, string text, string vision, string published) => Assert.Equal(
        Catalog.Model(published).Parameters.Vision,
        HostileConfigTests.Read($$$"""{"model_type":"{{{type}}}","text_config":{{{{text}}}},"vision_config":{{{{vision}}}}}""").Parameters.Vision);

    [Fact]
    public void A_llava_over_an_unknown_encoder_leaves_the_vision_part_unknown() =>
        Assert.Null(HostileConfigTests.Read("""{"model_type":"llava","text_config":{"model_type":"llama"},"vision_config":{"model_type":"eva"}}""").Parameters.Vision);

    [Fact]
    public void Tensor_parallel_ranks_share_the_layers_of_an_encoder()
    {
        var vision = Catalog.Model("mistral-small-3.1").Tensors().Where(tensor => tensor.Part is ModelPart.Vision).ToList();
        var (whole, half) = (vision.Sum(tensor => tensor.Elements), vision.Sum(tensor => tensor.OnRank(2).Elements));
        // Patches, norms and the merging layer are on every rank: 3 · 14² · 1024 + (2 + 24 · 2) · 1024 + 4 · 1024².
        var replicated = (588 * 1024) + (50 * 1024) + (4 * 1024 * 1024);
        Assert.Equal((whole + replicated) / 2, half);
    }
}
