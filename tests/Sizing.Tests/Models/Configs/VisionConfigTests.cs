using System.Text.Json;
using Sizing.Models;
using Sizing.Models.Reading;
using Sizing.Models.Vision;

namespace Sizing.Tests.Models.Configs;

/// <summary>Vision encoders smaller than any that is published, counted by hand.</summary>
public sealed class VisionConfigTests
{
    // A layer of 8 channels and 20 inner ones: two norms, qkv, output and two matrices, each with bias.
    private const int Layer = 4 * 8 + 24 * 9 + 8 * 9 + 20 * 9 + 8 * 21;

    [Theory]
    [InlineData("""{"hidden_size":8,"intermediate_size":20,"patch_size":3,"init_pos_emb_height":5,"init_pos_emb_width":6,"num_hidden_layers":2,"merge_kernel_size":[1,3]}""")]
    [InlineData("""{"vt_hidden_size":8,"vt_intermediate_size":20,"patch_size":3,"init_pos_emb_height":5,"init_pos_emb_width":6,"vt_num_hidden_layers":2,"merge_kernel_size":[1,3]}""")]
    public void MoonViT_merges_patches_before_it_projects_them(string vision) => // moonshotai/Kimi-VL-A3B-Instruct, modeling_kimi_vl.py
        Assert.Equal(8 * 27 + 8 + 5 * 6 * 8 + 2 * Layer + 2 * 16 + 24 * 25 + 7 * 25, Count(MoonVision.Tensors(Section(vision), 7)));

    [Fact]
    public void Qwen2_VL_reads_frames_in_patches_and_merges_squares_of_them() => // modeling_qwen2_vl.py: inner 8 · 2.5 is not possible, 8 · 3 is
        Assert.Equal(
            8 * (4 * 3 * 5 * 5) + 2 * (4 * 8 + 24 * 9 + 8 * 9 + 24 * 9 + 8 * 25) + 16 + 72 * 73 + 7 * 73,
            Count(QwenTwoVision.Plain(Section("""{"embed_dim":8,"hidden_size":7,"depth":2,"patch_size":5,"mlp_ratio":3,"in_channels":4,"temporal_patch_size":3,"spatial_merge_size":3}"""))));

    [Fact]
    public void Gemma_4_has_key_value_heads_of_its_own_in_the_encoder() => // modeling_gemma4.py: 2 heads of 4, 1 for keys and values
        Assert.Equal(
            8 * 3 * 9 + 2 * 6 * 8 + 4 * 8 + (2 * 8 + 2 * 4) * 8 + 2 * 4 + 3 * 8 * 20 + 7 * 8,
            Count(GemmaVision.Tensors(Section("""{"hidden_size":8,"intermediate_size":20,"num_attention_heads":2,"num_key_value_heads":1,"head_dim":4,"patch_size":3,"position_embedding_size":6,"num_hidden_layers":1}"""), 7)));

    [Fact]
    public void Mistral_3_merges_as_many_patches_as_the_outer_config_says()
    {
        // modeling_mistral3.py: Pixtral's tower; a norm, a merging matrix of 3 · 3 patches, two matrices without bias.
        const string vision = """{"hidden_size":8,"intermediate_size":20,"num_hidden_layers":1,"patch_size":3}""";
        var tower = 8 * 27 + 8 + 2 * 8 + 4 * 64 + 3 * 8 * 20;
        Assert.Equal(tower + 8 + 8 * 72 + 7 * 8 + 7 * 7, Count(PixtralVision.Mistral3(Section("""{"spatial_merge_size":3}"""), Section(vision), 7)));
    }

    [Fact]
    public void PaliGemma_has_no_pooling_head_unless_its_config_says_so() // modeling_siglip.py; a projector with bias
    {
        const string vision = """{"hidden_size":8,"intermediate_size":20,"num_hidden_layers":1,"patch_size":3,"image_size":6""";
        const int tower = 8 * 28 + 4 * 8 + Layer + 16 + 7 * 9, head = 8 + 24 * 9 + 8 * 9 + 16 + 20 * 9 + 8 * 21;
        Assert.Equal(tower, Count(SiglipVision.PaliGemma(Section(vision + "}"), 7)));
        Assert.Equal(tower + head, Count(SiglipVision.PaliGemma(Section(vision + ""","vision_use_head":true}"""), 7)));
    }

    private static long Count(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => tensor.Elements);

    private static ConfigSection Section(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone(), "config.json");
    }
}
