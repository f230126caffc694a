using Sizing.Planning.Runs;

namespace Sizing.Tests.Planning;

public sealed class TrainingPlanTests
{
    private static readonly TrainingQuestion EightBillion = new(Catalog.Model("meta-llama/Llama-3.1-8B")) { Tokens = 1e9 };

    private static readonly IReadOnlyList<GpuSpec> Few = [Catalog.Gpu("H100"), Catalog.Gpu("A100 SXM 80GB"), Catalog.Gpu("RTX 4090"), Catalog.Gpu("L4"), Catalog.Gpu("T4")];

    /// <summary>Claim A3.1: 6.74e9 weights of 2 bytes are 12.55 GiB and the card has 8; QLoRA of 7B takes 5 to 6 GB (Unsloth, LLaMA-Factory).</summary>
    [Fact]
    public void A_7b_model_trains_on_8_gb_as_qlora_alone()
    {
        var found = (new TrainingQuestion(Catalog.Model("meta-llama/Llama-2-7b-hf")) { Tokens = 1e7, Sequence = 2_048, Constraints = new() { Have = [GpuGroup.Parse("1x RTX 3070")] } }).Plan();

        var plan = Assert.Single(found.Plans);
        Assert.Equal(TrainingMethod.Qlora, plan.Method);
        Assert.InRange(plan.Estimate.Memory.Device.Value.Value / 1e9, 5, 8);
        Assert.Equal(2, found.NotPossible.Count);
        Assert.StartsWith("Full training of meta-llama/Llama-2-7b-hf", found.NotPossible[0], StringComparison.Ordinal);
        Assert.NotEmpty(found.Remedies()!.Fitting);
    }

    [Fact]
    public void Where_the_asked_sequence_does_not_fit_the_longest_that_does_is_named()
    {
        var found = (new TrainingQuestion(Catalog.Model("meta-llama/Llama-2-7b-hf")) { Tokens = 1e7, Sequence = 8_192, Constraints = new() { Have = [GpuGroup.Parse("1x RTX 3070")] } }).Plan();

        Assert.Empty(found.Plans);
        Assert.Matches("QLoRA of .* sequences of up to [34],[0-9]{3} tokens fit", found.NotPossible[2]);
    }

    /// <summary>Claims A1.8 to A1.10: mixed precision with AdamW is 16 bytes a weight, 128.5 GB: one card of 80 GB does not hold it, several do.</summary>
    [Fact]
    public void Full_training_of_8b_takes_several_cards_of_80_gb()
    {
        var plan = Assert.Single((EightBillion with { Methods = [TrainingMethod.Full] }).Plan([Catalog.Gpu("H100")]).Plans);

        Assert.InRange(plan.Run.Plan.Gpus, 2, 8);
        Assert.True(plan.Estimate.Fits);
        Assert.Empty((EightBillion with { Methods = [TrainingMethod.Full], Constraints = new() { MaxGpus = 1 } }).Plan([Catalog.Gpu("H100")]).Plans);
    }

    /// <summary>Every division, sharding, recomputation, chunk and precision is worked out without any bound.</summary>
    [Theory]
    [InlineData("meta-llama/Llama-3.2-1B", 4096, 6, null)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", 8192, 4, 4.0)]
    [InlineData("allenai/OLMoE-1B-7B-0924", 2048, 4, null)]
    public void Pruning_never_changes_the_answer(string model, int sequence, int batch, double? days)
    {
        var question = new TrainingQuestion(Catalog.Model(model)) { Tokens = 1e9, Sequence = sequence, GlobalBatch = batch, DeadlineSeconds = days * 86_400, AllowFp8 = true, AllowOffload = true, Constraints = new() { MaxGpus = 16 } };
        string Written(TrainingDeployments found) => string.Join('\n', found.Plans.Select(plan => $"{plan} {plan.Run.MicroBatch} {plan.Run.Recompute} {plan.Estimate.Compute.Seconds:R}"));

        var tried = Written(new RunSearch(question, Few, prune: false).Find());
        Assert.NotEmpty(tried);
        Assert.Equal(tried, Written(new RunSearch(question, Few).Find()));
    }

    /// <summary>Six cards take stages or ranks of three; a power of two would leave two of them idle.</summary>
    [Fact]
    public void Counts_that_are_no_powers_of_two_are_used()
    {
        var plan = Assert.Single((EightBillion with { Constraints = new() { Have = [GpuGroup.Parse("6x RTX A6000")] } }).Plan().Plans);

        Assert.Equal(6, plan.Run.Plan.Gpus);
    }

    /// <summary>Hopper multiplies FP8 at twice the rate of BF16 (data sheet: 1,979 and 989 TFLOPS), Ampere not at all.</summary>
    [Fact]
    public void Fp8_is_used_where_it_is_allowed_and_there()
    {
        var question = EightBillion with { Methods = [TrainingMethod.Full] };
        TrainingDeployment On(string gpu, bool fp8) => Assert.Single((question with { AllowFp8 = fp8 }).Plan([Catalog.Gpu(gpu)]).Plans);

        Assert.Equal(TrainingPrecision.Fp8, On("H100", true).Run.Precision);
        Assert.InRange(On("H100", true).Estimate.Compute.GpuHours / On("H100", false).Estimate.Compute.GpuHours, 0.5, 0.95);
        Assert.Equal(TrainingPrecision.Bf16Mixed, On("A100 SXM 80GB", true).Run.Precision);
    }

    /// <summary>1.54e9 weights in FP32 with gradients and Adam's two states take 16 bytes each, 24.7 GB; without the states 12.3 GB, which a card of 24 GB holds.</summary>
    [Fact]
    public void States_go_to_host_memory_only_where_that_is_allowed()
    {
        var question = new TrainingQuestion(Catalog.Model("Qwen/Qwen2.5-1.5B")) { Tokens = 1e8, Sequence = 2048, Methods = [TrainingMethod.Full], Constraints = new() { Have = [GpuGroup.Parse("1x RTX 4090")] } };

        Assert.Empty(question.Plan().Plans);
        Assert.True(Assert.Single((question with { AllowOffload = true }).Plan().Plans).Run.Plan.OffloadOptimizer);
    }

    [Fact]
    public void Each_plan_is_what_the_run_itself_estimates_and_meets_the_deadline()
    {
        var found = (EightBillion with { DeadlineSeconds = 86_400 }).Plan(Few);

        Assert.NotEmpty(found.Plans);
        Assert.All(found.Plans, plan =>
        {
            Assert.Equal(plan.Run.Estimate().Memory.Device.Value.Whole, plan.Estimate.Memory.Device.Value.Whole);
            Assert.True(plan.Estimate.Fits);
            Assert.InRange(plan.Estimate.Compute.Seconds, 0, 86_400);
            Assert.Equal(128, plan.Run.GlobalBatch);
        });
        Assert.Equal(found.Plans.Select(plan => plan.Estimate.Compute.Cost ?? double.MaxValue).Order(), found.Plans.Select(plan => plan.Estimate.Compute.Cost ?? double.MaxValue));
        Assert.Contains(found.Rejected, rejected => rejected.Gpu.Name == "T4" && rejected.Reason.Contains("BF16", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deadline", "No run ends within 0.1 minutes: the nearest takes")]
    [InlineData("budget", "$1 are too little: the cheapest run costs $")]
    [InlineData("power", "10 W are too little: one ")]
    [InlineData("vendor", "made by Cerebras")]
    [InlineData("licence", "a workstation or data-center card is allowed")]
    public void What_cannot_be_met_is_named_with_the_nearest(string constraint, string sentence)
    {
        var question = constraint switch
        {
            "deadline" => EightBillion with { DeadlineSeconds = 6 },
            "budget" => EightBillion with { BudgetDollars = 1 },
            "power" => EightBillion with { Constraints = new() { MaxPowerWatts = 10 } },
            "vendor" => EightBillion with { Constraints = new() { Vendors = ["Cerebras"] } },
            _ => EightBillion with { Constraints = new() { DataCenter = true, Have = [GpuGroup.Parse("8x RTX 4090")] } },
        };
        var found = (question with { Methods = [TrainingMethod.Full] }).Plan(Few);

        Assert.Empty(found.Plans);
        Assert.Contains(sentence, found.WhyNone, StringComparison.Ordinal);
    }

    [Fact]
    public void Absurd_questions_are_refused_by_name()
    {
        Assert.Contains("The tokens", Assert.Throws<SizingException>(() => (EightBillion with { Tokens = -1 }).Plan(Few)).Message, StringComparison.Ordinal);
        Assert.Contains("The deadline", Assert.Throws<SizingException>(() => (EightBillion with { DeadlineSeconds = double.NaN }).Plan(Few)).Message, StringComparison.Ordinal);
        Assert.Contains("No method", Assert.Throws<SizingException>(() => (EightBillion with { Methods = [] }).Plan(Few)).Message, StringComparison.Ordinal);
    }
}
