using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>DeepSeek-V4-Flash in SGLang: 43 layers, 21 of them with entries of 4 tokens and 20 of 128, heads of 512 with 64 of position, index keys of 128.</summary>
public sealed class SglangCompressedTests
{
    private static readonly Serving Flash = new(Catalog.Model("deepseek-ai/DeepSeek-V4-Flash"), Catalog.Gpu("H200")) { Plan = new(8), Context = 65_536, Engine = ServingEngine.Parse("sglang@0.5.17") };

    [Fact]
    public void An_entry_is_448_bytes_of_fp8_128_of_bf16_and_8_of_scales() => Assert.Equal(584, SglangCompressed.EntryBytes(512, 64));

    // SGLang prints bytes_per_full_token=7705.45 at start.
    // By hand: 0.1 · 43 · 584 + 21 · (584 + 132) / 4 + 20 · 584 / 128 = 6361.45 and 0.1 / 128 · 8 · 21 · 16 · 640 = 1344.
    [Fact]
    public void A_token_of_the_pool_costs_what_the_log_prints()
    {
        var entries = SglangCompressed.EntriesOfToken((43, 21, 20), 584, 128, 0.1);
        Assert.Equal(7705.45, entries + SglangCompressed.StatesOfToken((21, 0), 512, 128, 0.1, 128, 1), 0.005);
    }

    // SGLang prints bytes_per_full_token=9259.90 with a draft module: rings are twice as long, and the module is one layer more.
    [Fact]
    public void A_draft_module_costs_what_the_log_prints()
    {
        var target = SglangCompressed.EntriesOfToken((43, 21, 20), 584, 128, 0.1) + SglangCompressed.StatesOfToken((21, 0), 512, 128, 0.1, 128, 2);
        Assert.Equal(9259.90, target * 44 / 43, 0.005);
    }

    // By hand: 256 requests and 2 to spare are 258 · 128 slots, and one slot more fills a ring: 259 · 128 · 2 · 512 · 4 · 20.
    [Fact]
    public void States_of_long_entries_are_a_ring_for_each_request_and_one_to_spare() =>
        Assert.Equal(new Bytes(2_715_811_840), SglangCompressed.StatesOf(256, 20, 512));

    // layers/quantization/mxfp4_marlin_moe.py: FP32 for 32 of the experts' weights, 43 · 256 · 3 · 4,096 · 2,048 of them over 8 GPUs; where the experts are not in
    // MXFP4, the GPU has matrix units for it, or the model is another one in MXFP4, nothing is loaded twice.
    [Fact]
    public void Scales_of_experts_in_MXFP4_are_kept_as_loaded_beside_those_of_Marlin()
    {
        Assert.Equal(43L * 256 * 3 * 4_096 * 2_048 / 8 / 32 * 4, LoadedScales(Flash));
        Assert.Null(LoadedScales(Flash with { Weights = WeightFormat.Bf16 }));
        Assert.Null(LoadedScales(Flash with { Gpu = Catalog.Gpu("B200") }));
        Assert.Null(LoadedScales(Flash with { Model = Catalog.Model("openai/gpt-oss-120b") }));
    }

    // SGLang 0.5.12 prints bytes_per_full_token=23749.84 for DeepSeek-V4-Pro, at 4 stages and at 2: 61 layers and the draft module's, 30 with entries of 4 and 31 of 128.
    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void Older_versions_count_the_whole_model_in_every_stage(int stages)
    {
        var serving = new Serving(Catalog.Model("deepseek-ai/DeepSeek-V4-Pro"), Catalog.Gpu("H800")) { Plan = new(8, stages), Engine = ServingEngine.Parse("sglang@0.5.12"), Utilization = 0.9 };

        var layout = serving.Estimate().Stage.Layout;

        Assert.Equal(23_749.84, (double)layout.BlockBytes.Count / layout.BlockTokens, 0.005);
    }

    // Of 0.5.17 on, whose states of long entries belong to the 256 requests: DeepSeek-V4-Flash with the figures above, without drafts and with them.
    [Theory]
    [InlineData(0, 7_705.45)]
    [InlineData(3, 9_259.90)]
    public void An_estimate_has_the_pools_that_the_log_prints_and_the_states_of_requests_beside_them(int drafted, double bytes)
    {
        var stage = (Flash with { Load = new() { Drafted = drafted } }).Estimate().Stage;

        Assert.Equal(bytes, (double)stage.Layout.BlockBytes.Count / stage.Layout.BlockTokens, 0.005);
        Assert.Equal(2_715_811_840, stage.Paid.Single(term => term.Name == "States of long entries").Value.Whole);
    }

    [Fact]
    public void Other_models_and_older_versions_have_no_states_of_requests()
    {
        Assert.Single((Flash with { Model = Catalog.Model("meta-llama/Llama-3.1-8B") }).Estimate().Stage.Paid);
        Assert.Single((Flash with { Engine = ServingEngine.Parse("sglang@0.5.16") }).Estimate().Stage.Paid);
    }

    // vllm-project/recipes#779: 865 GB of weights, the draft module among them.
    [Fact]
    public void The_experts_of_the_release_are_stored_in_4_bits()
    {
        var model = Catalog.Model("deepseek-ai/DeepSeek-V4-Pro");

        var bytes = Weights.BytesByPart(model, WeightFormat.Of(model)).Values.Sum(part => part.Count);

        Assert.Equal(865, bytes / 1e9, 1.0);
    }

    private static long? LoadedScales(Serving serving) =>
        serving.Estimate().Stages[0].Weights.Children.SingleOrDefault(term => term.Name.StartsWith("Scales as loaded", StringComparison.Ordinal))?.Value.Whole;
}
