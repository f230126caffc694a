using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>Rows whose source states more GPUs than it says how to divide the model over: data/measurements, column <c>gpus</c>.</summary>
public sealed class SpeedReplayTests
{
    private const string Header = "id,source,quantity,model,weights_format,engine,engine_version,gpu,gpus,tp,pp,dp,ep,attention_dp,input_tokens,output_tokens,concurrency,value_si,certainty,notes";

    /// <summary>Requests go to one of eight servers that know nothing of each other.</summary>
    [Theory]
    [InlineData("output_tokens_per_second", 8)]
    [InlineData("power_w", 8)]
    [InlineData("joules_per_token", 1)]
    [InlineData("tpot_ms", 1)]
    public void Eight_GPUs_of_a_model_on_one_serve_as_eight_replicas(string quantity, double times) =>
        Assert.Equal(times * Predicted(quantity, "1,1,,,,", 16), Predicted(quantity, "8,1,,,,", 8 * 16), 1e-6 * times * Predicted(quantity, "1,1,,,,", 16));

    [Theory]
    [InlineData("output_tokens_per_second", "8,1,,2,,", "vllm")]
    [InlineData("output_tokens_per_second", "8,1,,,,4", "vllm")]
    [InlineData("output_tokens_per_second", "6,4,,,,", "vllm")]
    [InlineData("output_tokens_per_second", "8,1,,,,", "llamacpp")]
    [InlineData("decode_tokens_per_second", "8,1,,,,", "vllm")]
    public void GPUs_that_the_division_leaves_out_are_not_passed_over(string quantity, string division, string engine) =>
        Assert.Contains("the source states", Replay(quantity, division, 16, engine).Declined, StringComparison.Ordinal);

    private static double Predicted(string quantity, string division, int concurrency) => Replay(quantity, division, concurrency, "vllm").Predicted!.Value;

    private static Replayed Replay(string quantity, string division, int concurrency, string engine) => AccuracyReport.Of(MeasurementFile.Parse(
        "rows.csv",
        $"{Header}\na,hand,{quantity},meta-llama/Llama-3.1-8B-Instruct,,{engine},,H100 SXM,{division},512,128,{concurrency},1,high,\n",
        AppContext.BaseDirectory)).Rows[0];
}
