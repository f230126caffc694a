using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>What options and texts mean where they leave something out.</summary>
public sealed class TrainingNamesTests
{
    [Theory]
    [InlineData("full", null, TrainingPrecision.Bf16Mixed)]
    [InlineData("lora", "bf16", TrainingPrecision.Bf16)]
    [InlineData("dora", "bf16", TrainingPrecision.Bf16)]
    [InlineData("qlora", "nf4-dq", TrainingPrecision.Bf16)]
    public void A_method_decides_the_storage_of_frozen_weights_and_the_scheme(string method, string? format, TrainingPrecision precision)
    {
        Assert.Equal(format, TrainingNames.BaseOf(method)?.Name);
        Assert.Equal(precision, TrainingNames.PrecisionOf(method));
    }

    [Theory]
    [InlineData(1, StateSharding.None)]
    [InlineData(2, StateSharding.Weights)]
    public void Several_ranks_shard_everything_where_nothing_is_said(int ranks, StateSharding sharding) => Assert.Equal(sharding, TrainingNames.ShardingOf(ranks));

    [Fact]
    public void Targets_are_joined_by_commas_or_plus_signs_with_or_without_spaces()
    {
        Assert.Equal(["q_proj", "v_proj", "mlp"], TrainingNames.AdapterOf("lora", 8, "q_proj, v_proj+ mlp ,")!.Targets);
        Assert.Null(TrainingNames.AdapterOf("full", 8, "q_proj"));
    }

    [Fact]
    public void A_text_of_model_and_gpu_is_one_gpu_of_hugging_face_with_one_sequence_of_4096()
    {
        var run = Read();

        Assert.Equal(("hf", 4096, 1, 1, 1), (run.Framework.Name, run.Sequence, run.MicroBatch, run.Accumulation, run.Plan.Gpus));
    }

    [Fact]
    public void What_a_text_says_goes_before_what_it_leaves_out()
    {
        var run = Read(("framework", "torchtune"), ("sequence", "1024"), ("micro-batch", "3"), ("accumulation", "5"), ("gpus", "4"));

        Assert.Equal(("torchtune", 1024, 3, 5, 4), (run.Framework.Name, run.Sequence, run.MicroBatch, run.Accumulation, run.Plan.Data));
        Assert.Equal(StateSharding.Weights, run.Plan.Sharding);
    }

    [Fact]
    public void A_plan_and_a_number_of_gpus_must_agree()
    {
        Assert.Equal(8, Read(("plan", "DP4 TP2")).Plan.Gpus);
        Assert.Equal(8, Read(("plan", "DP4 TP2"), ("gpus", "8")).Plan.Gpus);
        Assert.Contains("uses 8 GPUs, but 4 were given", Assert.Throws<SizingException>(() => Read(("plan", "DP4 TP2"), ("gpus", "4"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DP99999", 99_999)]
    [InlineData("TP2 DP4", 4)]
    public void Degrees_come_in_any_order_up_to_99999(string text, int data) => Assert.Equal(data, TrainingPlanText.Parse(text).Data);

    [Theory]
    [InlineData("DP100000")]
    [InlineData("DP4 XX2")]
    [InlineData("DP-1")]
    [InlineData("")]
    public void Other_words_are_no_plan(string text) => Assert.Contains("is no training plan", Assert.Throws<SizingException>(() => TrainingPlanText.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_adapter_beside_weights_without_a_format_is_written_as_computed_and_read_so()
    {
        var run = Read(("method", "lora"), ("base", "as-computed"), ("rank", "32"));
        var written = TrainingText.Write(run);

        Assert.Null(run.Base);
        Assert.Contains(("base", "as-computed"), written);
        Assert.Contains(("rank", "32"), written);
        Assert.Contains(("base", "nf4"), TrainingText.Write(Read(("method", "lora"), ("base", "nf4"))));
    }

    private static TrainingRun Read(params (string Name, string Value)[] settings) =>
        TrainingText.Read(settings.Append(("model", "meta-llama/Llama-3.1-8B")).Append(("gpu", "H100 SXM 80GB")).ToDictionary(pair => pair.Item1, pair => pair.Item2));
}
