using Sizing.Inference;

namespace Sizing.Tests.Inference;

public sealed class ServingTextTests
{
    private static readonly Serving Bare = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("L40S"));

    [Fact]
    public void Only_what_is_set_is_written()
    {
        var written = ServingText.Write(Bare with { Plan = new(Tensor: 2), Weights = WeightFormat.Fp8, Utilization = 0.85 });

        Assert.Equal(
            [
                ("model", "meta-llama/Llama-3.1-8B"), ("gpu", "L40S"), ("gpus", "2"), ("plan", "TP2 PP1 DP1 EP1"), ("weights", "fp8"),
                ("concurrency", "1"), ("utilization", "0.85"),
            ],
            written);
    }

    [Fact]
    public void Gpus_are_written_without_a_plan() => Assert.Contains(("gpus", "2"), ServingText.Write(Bare with { Gpus = 2 }));

    [Fact]
    public void A_model_may_be_found_elsewhere() =>
        Assert.Same(Bare.Model, ServingText.Read(new Dictionary<string, string> { ["model"] = "mine", ["gpu"] = "L40S" }, _ => Bare.Model).Model);

    [Fact]
    public void What_is_written_is_read_as_the_same_question()
    {
        var serving = Bare with
        {
            Gpus = 4,
            Plan = new(2, 1, 2),
            Engine = ServingEngine.Parse("vllm@0.19.0"),
            Weights = WeightFormat.Gptq(),
            KvCache = DataType.Fp8,
            Context = 8192,
            Input = 7000,
            Output = 1192,
            Concurrency = 12,
            Utilization = 0.9,
            MaxSequences = 64,
            BatchedTokens = 4096,
        };

        var read = ServingText.Read(ServingText.Write(serving).ToDictionary(setting => setting.Name, setting => setting.Value));

        Assert.Equal(serving with { Model = read.Model }, read);
        Assert.Equal(serving.Model.Name, read.Model.Name);
    }

    [Fact]
    public void A_setting_that_text_does_not_carry_is_refused() =>
        Assert.Contains("leave them out", Assert.Throws<SizingException>(() => ServingText.Write(Bare with { PrefixHit = 0.5 })).Message);

    [Theory]
    [InlineData("gpus", "0")]
    [InlineData("context", "1e3")]
    [InlineData("concurrency", "99999999999")]
    [InlineData("plan", "two")]
    [InlineData("utilization", "most")]
    [InlineData("kv", "fp3")]
    public void A_value_that_is_not_understood_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string> { ["model"] = Bare.Model.Name, ["gpu"] = "L40S", [name] = value };

        Assert.Contains($"'{value}'", Assert.Throws<SizingException>(() => ServingText.Read(settings)).Message);
    }

    [Fact]
    public void A_missing_model_is_named() =>
        Assert.Contains("'model'", Assert.Throws<SizingException>(() => ServingText.Read(new Dictionary<string, string> { ["gpu"] = "L40S" })).Message);

    [Theory]
    [InlineData("TP2 PP1 DP1 EP1", 2, 1, 1, 1)]
    [InlineData("tp4 dp2", 4, 1, 2, 1)]
    [InlineData("EP8", 1, 1, 1, 8)]
    public void A_plan_is_read_from_its_degrees(string text, int tensor, int pipeline, int data, int expert) =>
        Assert.Equal(new(tensor, pipeline, data, expert), ServingPlan.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("TP2 TP4")]
    [InlineData("TP999999")]
    public void A_text_that_is_no_plan_is_refused(string text) => Assert.Throws<SizingException>(() => ServingPlan.Parse(text));
}
