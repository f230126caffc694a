using Sizing.Models;

namespace Sizing.Tests.Inference;

/// <summary>
/// Which plans engines load experts in FP8 on: vLLM's and SGLang's Fp8MoEMethod.create_weights, and vLLM's refined tiles since 0.29. Servers that
/// did not start: vllm-project/vllm#48173 (MiniMax-M2, 8 ranks), vLLM's recipe of Qwen3-Coder-480B (8 ranks), #54178 (a width of 640).
/// </summary>
public sealed class ExpertTilesTests
{
    private const string Reason = "does not load the experts";

    [Theory]
    [InlineData("Qwen/Qwen3-235B-A22B-FP8", "vllm@0.28.0", "TP8", 192)]
    [InlineData("Qwen/Qwen3-235B-A22B-FP8", "sglang", "TP8", 192)]
    [InlineData("MiniMaxAI/MiniMax-M2.5", "vllm@0.25.0", "TP8", 192)]
    [InlineData("Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8", "vllm@0.10.0", "TP8", 320)]
    [InlineData("Qwen/Qwen3-30B-A3B-FP8", "vllm@0.10.2", "TP4", 192)]
    public void A_width_that_is_cut_inside_a_tile_does_not_start(string model, string engine, string plan, int width)
    {
        var refused = WhyNot(Catalog.Model(model), engine, plan);

        Assert.Contains($"to {width}, not a multiple of 128", refused, StringComparison.Ordinal);
        Assert.Contains($"--ep {ServingPlan.Parse(plan).Tensor}", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V3", "vllm@0.28.0", "TP8")]
    [InlineData("deepseek-ai/DeepSeek-R1", "vllm@0.28.0", "TP16")]
    [InlineData("deepseek-ai/DeepSeek-V3", "sglang", "TP16")]
    [InlineData("MiniMaxAI/MiniMax-M2.5", "vllm@0.19.0", "TP4")]
    [InlineData("MiniMaxAI/MiniMax-M2.5", "vllm@0.25.0", "TP8 EP8")]
    [InlineData("Qwen/Qwen3-235B-A22B-FP8", "vllm@0.29.0", "TP8")]
    [InlineData("Qwen/Qwen3-235B-A22B", "sglang", "TP8")]
    [InlineData("Qwen/Qwen3-32B-FP8", "sglang", "TP8")]
    public void Whole_tiles_whole_experts_and_other_formats_start(string model, string engine, string plan) =>
        Assert.DoesNotContain(Reason, WhyNot(Catalog.Model(model), engine, plan) ?? "", StringComparison.Ordinal);

    // get_moe_padding_size of SGLang with AITER; vLLM pads nothing (#48173).
    [Theory]
    [InlineData("sglang", false)]
    [InlineData("vllm@0.25.0", true)]
    public void Sglang_pads_on_hardware_of_AMD(string engine, bool isRefused) => Assert.Equal(
        isRefused, WhyNot(Catalog.Model("Qwen/Qwen3-235B-A22B-FP8"), engine, "TP8", "MI300X")?.Contains(Reason, StringComparison.Ordinal) ?? false);

    // tests of vLLM #55867: a width of 640 has tiles of 64 on 2 ranks and of 32 on 4; tiles of 16, on 8 ranks, are not made.
    [Theory]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    public void Newer_vllm_repeats_scales_for_tiles_of_at_least_32(int ranks, bool starts)
    {
        var model = Catalog.Model("Qwen/Qwen3-30B-A3B-FP8");
        var narrow = model with { Layers = [.. model.Layers.Select(layer => layer with { FeedForward = ((MixtureOfExperts)layer.FeedForward) with { ExpertWidth = 640 } })] };

        Assert.Equal(starts, WhyNot(narrow, "vllm@0.29.0", $"TP{ranks}")?.Contains(Reason, StringComparison.Ordinal) is not true);
    }

    [Theory]
    [InlineData("sglang")]
    [InlineData("vllm@0.28.0")]
    public void A_search_offers_the_plans_that_start(string engine)
    {
        var question = new ServingQuestion(Catalog.Model("Qwen/Qwen3-235B-A22B-FP8"))
        {
            Context = 8_192,
            Engine = ServingEngine.Parse(engine),
            Constraints = new() { Have = [GpuGroup.Parse("8x H100 SXM 80GB")] },
        };

        var found = question.Plan().Plans;

        Assert.NotEmpty(found);
        Assert.All(found, plan => Assert.True(plan.Plan.Expert > 1 || plan.Plan.Tensor < 8, $"{plan}"));
    }

    private static string? WhyNot(ModelSpec model, string engine, string plan, string gpu = "B200") => new Serving(model, Catalog.Gpu(gpu))
    {
        Engine = ServingEngine.Parse(engine),
        Plan = ServingPlan.Parse(plan),
        Context = 8_192,
    }.Estimate().WhyNot;
}
