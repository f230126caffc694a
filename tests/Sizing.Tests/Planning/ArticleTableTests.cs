using Sizing.Planning.Remedies;

namespace Sizing.Tests.Planning;

/// <summary>The rows of A4's table of models and cards: the article's answer refuted or confirmed, and the plan that really works.</summary>
public sealed class ArticleTableTests
{
    /// <summary>A4.1 and A4.2: "1,342 GB on 16 A100". BF16 leaves no cache; the model ships in FP8, which eight H200 hold (1,123 GiB for 641).</summary>
    [Fact]
    public void R1_runs_on_eight_h200_as_it_ships_and_not_on_sixteen_a100()
    {
        Assert.Empty(Ask("deepseek-ai/DeepSeek-R1", "16x A100 SXM 80GB", 4_096, WeightFormat.Bf16).Plan().Plans);

        var plan = Ask("deepseek-ai/DeepSeek-R1", "8x H200", 32_768).Plan().Plans[0];
        Assert.True(plan.Estimate.Fits);
        Assert.Equal((8, WeightFormat.Of(plan.Serving.Model).Name), (plan.Gpus, plan.Weights.Name));
    }

    /// <summary>A4.10: "Llama 3 70B on a 3000 card with 32 GB of RAM". 131.4 GiB in BF16: two H200, four A6000; 4 bits on two A6000.</summary>
    [Fact]
    public void Llama_70b_runs_on_two_h200_or_four_a6000_and_not_on_a_3090()
    {
        Assert.Empty(Ask("meta-llama/Meta-Llama-3-70B", "1x RTX 3090", 4_096, WeightFormat.Awq()).Plan().Plans);

        Assert.NotEmpty(Ask("meta-llama/Meta-Llama-3-70B", "2x H200", 8_192, WeightFormat.Bf16).Plan().Plans);
        Assert.NotEmpty(Ask("meta-llama/Meta-Llama-3-70B", "4x RTX A6000", 4_096, WeightFormat.Bf16).Plan().Plans);
        Assert.NotEmpty(Ask("meta-llama/Meta-Llama-3-70B", "2x RTX A6000", 8_192, WeightFormat.Awq()).Plan().Plans);
    }

    /// <summary>
    /// A4.6: "R1-Distill-Qwen-14B on 10 GB". Its Q4_K_M file has 9.0 GB, 0.4 GB of them the embedding, which llama.cpp keeps on the host; with the
    /// 0.75 GiB of 4,096 tokens that just fits the 9.56 GiB of the card, with the 1.5 GiB of 8,192 it does not. 16 GB hold it.
    /// </summary>
    [Fact]
    public void A_14b_model_in_4_bits_takes_more_than_10_gb_and_less_than_16()
    {
        var serving = new Serving(Catalog.Model("deepseek-ai/DeepSeek-R1-Distill-Qwen-14B"), Catalog.Gpu("RTX 3080 10GB"))
        {
            Context = 8_192,
            Weights = WeightFormat.Gguf("Q4_K_M"),
            Engine = ServingEngine.Newest(EngineKind.LlamaCpp),
        };

        Assert.False(serving.Estimate().Fits);
        Assert.InRange((serving with { Context = 4_096 }).Estimate().RoomLeft.InGiB, 0, 0.3);
        Assert.True((serving with { Gpu = Catalog.Gpu("RTX 4060 Ti 16GB") }).Estimate().Fits);
        var another = Assert.Single(ServingRemedies.Of(serving).Single, remedy => remedy.Facts[0].Key == "gpu-other");
        Assert.True(another.Fits);
        Assert.Contains("12GB", another.Setting, StringComparison.Ordinal);
    }

    /// <summary>A4.13: "GPT-NeoX-20B on two RTX 3090", sound: 38.3 GiB of 48 and 2 GiB of cache for 2,048 tokens; vLLM takes 90 % of a card, which is too little.</summary>
    [Fact]
    public void Neox_runs_on_two_3090_with_transformers_and_with_vllm_when_it_may_take_more()
    {
        var serving = new Serving(Catalog.Model("EleutherAI/gpt-neox-20b"), Catalog.Gpu("RTX 3090")) { Context = 2_048, Plan = new(Pipeline: 2), Engine = ServingEngine.Newest(EngineKind.Transformers) };

        Assert.True(serving.Estimate().Fits);
        var vllm = serving with { Engine = null, Plan = new(2), Utilization = 0.9 };
        Assert.False(vllm.Estimate().Fits);
        Assert.Contains(ServingRemedies.Of(vllm).Fitting, remedy => remedy.Facts.All(fact => !fact.Key.StartsWith("gpu", StringComparison.Ordinal)));
    }

    /// <summary>A4.14: "BLOOM trains in 40 GB". 16 bytes for each of 176e9 weights are 2.82 TB; it was trained on 384 A100, 48 of them a replica of 60 GB each.</summary>
    [Fact]
    public void Bloom_trains_on_the_384_cards_it_was_trained_on_and_not_on_one_of_40_gb()
    {
        var question = new TrainingQuestion(Catalog.Model("bigscience/bloom")) { Tokens = 366e9, Sequence = 2_048, GlobalBatch = 2_048, Methods = [TrainingMethod.Full] };

        Assert.Empty((question with { Constraints = new() { Have = [GpuGroup.Parse("1x A100 SXM 40GB")] } }).Plan().Plans);
        Assert.Empty((question with { Constraints = new() { Have = [GpuGroup.Parse("32x A100 SXM 80GB")] } }).Plan().Plans);
        var plan = Assert.Single((question with { Constraints = new() { Have = [GpuGroup.Parse("384x A100 SXM 80GB")] } }).Plan().Plans);
        Assert.True(plan.Estimate.Fits);
        Assert.Equal(384, plan.Run.Plan.Gpus);
    }

    private static ServingQuestion Ask(string model, string have, int context, params WeightFormat[] weights) => new(Catalog.Model(model))
    {
        Context = context,
        Constraints = new() { Have = [GpuGroup.Parse(have)], Weights = weights, FewestWeightBits = 4 },
    };
}
