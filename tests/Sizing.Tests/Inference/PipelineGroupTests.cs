using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>vLLM forms the groups of layers over all pipeline stages: vllm-project/vllm#23974.</summary>
public sealed class PipelineGroupTests
{
    // The example of #23974: full.0, sw.0, sw.1 and full.1, sw.2, sw.3 are (full.0, full.1), (sw.0, sw.2), (sw.1, sw.3): one layer of each group a stage.
    [Fact]
    public void Layers_are_dealt_out_to_groups_in_turn() => Assert.Equal(1, VllmLayout.LayersOfStage(2, 2));

    // #23883: BAAI/bge-multilingual-gemma2, whose layers are those of gemma-2-9b, has 11 full and 10 windows in one of two stages and 10 and 11 in the other.
    [Fact]
    public void A_stage_is_padded_to_its_fullest_group()
    {
        var stages = Of("google/gemma-2-9b-it", new(1, 2), "vllm@0.19.0");

        Assert.Equal([21, 21], stages.Select(stage => stage.Stage.Layers.Count));
        Assert.All(stages, stage => Assert.Equal([11, 11], stage.Layout.Groups.Select(group => group.Layers)));
    }

    // gemma-3-27b: 10 full layers and 52 with windows, six of one kind and the seventh of the other: 1 + 6 groups of 10. Four stages have 15, 16, 16 and 15 layers, of
    // them 2, 3, 2 and 3 full: ⌈13 / 6⌉, ⌈13 / 6⌉, ⌈14 / 6⌉ and 3 layers of the fullest group; a page is 16 tokens of 2 · 16 · 128 · 2 B.
    [Fact]
    public void Every_stage_has_all_groups_of_the_model()
    {
        var stages = Of("google/gemma-3-27b-it", new(1, 4), "vllm@0.19.0");

        Assert.Equal([15, 16, 16, 15], stages.Select(stage => stage.Stage.Layers.Count));
        Assert.All(stages, stage => Assert.Equal(7, stage.Layout.Groups.Count));
        Assert.Equal([3, 3, 3, 3], stages.Select(stage => stage.Layout.Groups[0].Layers));
        Assert.All(stages, stage => Assert.Equal(3 * 16 * 8_192, stage.Layout.BlockBytes.Count));
    }

    // Before, each stage formed its own: 2 full and 13 with windows are 1 + 7 groups of 2.
    [Fact]
    public void Older_versions_form_groups_in_each_stage()
    {
        var first = Of("google/gemma-3-27b-it", new(1, 4), "vllm@0.10.0")[0];

        Assert.Equal(8, first.Layout.Groups.Count);
        Assert.Equal(2, first.Layout.Groups[0].Layers);
    }

    // A stage whose layers are all of one kind holds the groups of the model still: Jamba's stages of four layers in eight, one of them attention.
    [Fact]
    public void A_stage_of_one_kind_pays_for_the_groups_of_the_other()
    {
        var stages = Of("ai21labs/Jamba-v0.1", new(1, 8), "vllm@0.19.0");

        Assert.Contains(stages, stage => stage.Stage.Layers.All(layer => RecurrentState.BytesPerSequence(layer.Attention, DataType.Bf16, DataType.Fp32) > Bytes.Zero));
        Assert.Single(stages.Select(stage => stage.Layout.Groups.Count).Distinct());
    }

    private static IReadOnlyList<StageMemory> Of(string model, ServingPlan plan, string engine) =>
        new Serving(Catalog.Model(model), Catalog.Gpu("H200")) { Context = 8_192, Plan = plan, Engine = ServingEngine.Parse(engine) }.Estimate().Stages;
}
