using Sizing.Inference;

namespace Sizing.Tests.Inference;

public sealed class WeightExtrasTests
{
    private static readonly GpuSpec H200 = Catalog.Gpu("H200");

    [Fact]
    public void Slots_for_adapters_have_both_sides_of_every_linear_layer()
    {
        // Llama-3.1-8B, 4 adapters of rank 16 in bf16: q, o 4096 + 4096; k, v 4096 + 1024; gate, up, down 4096 + 14336; 32 layers.
        var channels = 32L * (2 * (4_096 + 4_096) + 2 * (4_096 + 1_024) + 3 * (4_096 + 14_336));

        Assert.Equal(4 * 16 * channels * 2, Part(Llama with { Adapters = new(4, 16) }, "Slots for LoRA adapters"));
    }

    [Fact]
    public void Biases_have_no_adapters()
    {
        // Qwen2.5-7B has biases of query, key and value: q, o 3584 + 3584; k, v 3584 + 512; gate, up, down 3584 + 18944; 28 layers.
        var channels = 28L * (2 * (3_584 + 3_584) + 2 * (3_584 + 512) + 3 * (3_584 + 18_944));

        Assert.Equal(4 * 16 * channels * 2, Part(Llama with { Model = Catalog.Model("Qwen/Qwen2.5-7B-Instruct"), Adapters = new(4, 16) }, "Slots for LoRA adapters"));
    }

    [Fact]
    public void A_stage_keeps_the_slots_of_its_own_layers()
    {
        var estimate = (Llama with { Adapters = new(4, 16), Plan = new(Pipeline: 4) }).Estimate();
        var slots = estimate.Stages.Select(stage => stage.Weights.Walk().Single(node => node.Term.Name == "Slots for LoRA adapters").Term.Value.Whole).ToList();

        Assert.Equal(4, slots.Count);
        Assert.Equal(Part(Llama with { Adapters = new(4, 16) }, "Slots for LoRA adapters"), slots.Sum());
        Assert.Single(slots.Distinct());
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 2)]
    public void Redundant_experts_are_whole_experts_of_a_rank(int redundant, int copies)
    {
        // Qwen3-30B-A3B on 8 expert ranks: 128 experts are 16 each; 48 layers · 3 · 768 · 2048 · 2 B an expert.
        var serving = new Serving(Catalog.Model("Qwen/Qwen3-30B-A3B"), H200) { Context = 4_096, Plan = new(8, Expert: 8), RedundantExperts = redundant };

        Assert.Equal(copies * 48L * 3 * 768 * 2_048 * 2, Part(serving, "Redundant experts"));
    }

    [Fact]
    public void Neither_is_there_unasked_or_without_experts()
    {
        Assert.Equal(0, Part(Llama, "Slots for LoRA adapters"));
        Assert.Equal(0, Part(Llama, "Redundant experts"));
        Assert.Equal(0, Part(Llama with { RedundantExperts = 8 }, "Redundant experts"));
        Assert.DoesNotContain((Llama with { Model = Catalog.Model("Qwen/Qwen3-30B-A3B") }).Estimate().Stage.Weights.Children, term => term.Name == "Redundant experts");
    }

    [Fact]
    public void The_stages_of_a_pipeline_are_named_within_it()
    {
        Assert.Throws<ArgumentOutOfRangeException>("stages", () => PipelineStage.LayersOf(32, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("stage", () => PipelineStage.LayersOf(32, 4, -1));
        Assert.Throws<ArgumentOutOfRangeException>("stage", () => PipelineStage.LayersOf(32, 4, 4));
    }

    [Fact]
    public void Counts_below_one_are_no_counts()
    {
        var model = Llama.Model;

        Assert.Throws<ArgumentOutOfRangeException>(() => KvCache.BytesPerToken(model, DataType.Bf16, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weights.AbsorbedProjectionBytes(model.Layers, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AllocatorRounding.Rest(new(5), new(1), Bytes.Zero, new(1)));
    }

    [Fact]
    public void Latent_attention_keeps_its_expansion_in_16_bits() =>
        // DeepSeek-V3: 61 layers · 128 heads / 8 · (128 + 128) · 512 · 2 B.
        Assert.Equal(61L * 16 * 256 * 512 * 2, Weights.AbsorbedProjectionBytes(Catalog.Model("deepseek-ai/DeepSeek-V3").Layers, 8).Count);

    [Fact]
    public void Positions_that_are_not_rotary_have_no_table()
    {
        // GPT-2 learns 1,024 positions; GPT-NeoX turns a quarter of 96 channels: 2048 · 24 · 2 B.
        Assert.Equal(Bytes.Zero, Weights.RotaryTableBytes(Catalog.Model("openai-community/gpt2"), DataType.Fp16));
        Assert.Equal(new Bytes(2_048 * 24 * 2), Weights.RotaryTableBytes(Catalog.Model("EleutherAI/gpt-neox-20b"), DataType.Fp16));
    }

    private static Serving Llama => new(Catalog.Model("meta-llama/Llama-3.1-8B"), H200) { Context = 4_096 };

    private static long Part(Serving serving, string name) =>
        serving.Estimate().Stage.Weights.Walk().Select(node => node.Term).FirstOrDefault(term => term.Name == name)?.Value.Whole ?? 0;
}
