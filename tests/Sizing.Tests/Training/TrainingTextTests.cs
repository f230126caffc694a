using Sizing.Training;

namespace Sizing.Tests.Training;

public sealed class TrainingTextTests
{
    private static readonly TrainingRun Bare = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("L40S"));

    public static TheoryData<string, TrainingRun> Runs => new()
    {
        { "full", Bare with { Precision = TrainingPrecision.Fp16Mixed, Recompute = Recompute.Selective, Accumulation = 4, Tokens = 2e9, DollarsPerGpuHour = 1.5, Utilization = 0.4 } },
        { "qlora", Bare with { Adapter = new(8) { Targets = ["q_proj", "v_proj"] }, Base = WeightFormat.Nf4DoubleQuantized, Precision = TrainingPrecision.Bf16 } },
        { "dora", Bare with { Adapter = new(64) { Kind = AdapterKind.Dora }, Base = WeightFormat.Bf16, Precision = TrainingPrecision.Bf16Mixed } },
        { "lora", Bare with { Adapter = new(4), Precision = TrainingPrecision.Bf16 } },
        { "full", Bare with { Optimizer = Optimizer.GaLore(128), Plan = new() { Data = 4, Tensor = 2, Sharding = StateSharding.Optimizer } } },
    };

    [Theory, MemberData(nameof(Runs))]
    public void What_is_written_is_read_as_a_run_of_the_same_memory_and_compute(string method, TrainingRun run)
    {
        var written = TrainingText.Write(run).ToDictionary(setting => setting.Name, setting => setting.Value);
        var read = TrainingText.Read(written);

        Assert.Equal(method, written["method"]);
        Assert.Equal(run.Estimate().Summary, read.Estimate().Summary);
        Assert.Equal((run.Tokens, run.DollarsPerGpuHour, run.Adapter?.Rank, run.Optimizer), (read.Tokens, read.DollarsPerGpuHour, read.Adapter?.Rank, read.Optimizer));
    }

    [Fact]
    public void What_follows_from_the_method_is_not_written() => Assert.Equal(
        [
            ("model", "meta-llama/Llama-3.1-8B"), ("gpu", "L40S"), ("gpus", "1"), ("framework", "hf"), ("method", "full"), ("optimizer", "adamw"),
            ("recompute", "none"), ("sequence", "4096"), ("micro-batch", "1"), ("accumulation", "1"),
        ],
        TrainingText.Write(Bare));

    [Fact]
    public void A_setting_that_text_does_not_carry_is_refused() => Assert.Contains(
        "leave them out", Assert.Throws<SizingException>(() => TrainingText.Write(Bare with { Plan = new() { OffloadOptimizer = true } })).Message);

    [Theory]
    [InlineData("method", "prefix", "The method 'prefix' is unknown")]
    [InlineData("zero", "4", "The ZeRO stage '4' is unknown")]
    [InlineData("plan", "TP0", "'TP0' is no training plan")]
    [InlineData("plan", "many", "'many' is no training plan")]
    [InlineData("tokens", "some", "The setting 'tokens' is 'some'")]
    public void A_wrong_value_is_refused_in_a_sentence(string name, string value, string sentence)
    {
        var settings = new Dictionary<string, string> { ["model"] = "meta-llama/Llama-3.1-8B", ["gpu"] = "L40S", [name] = value };

        Assert.StartsWith(sentence, Assert.Throws<SizingException>(() => TrainingText.Read(settings)).Message, StringComparison.Ordinal);
    }
}
