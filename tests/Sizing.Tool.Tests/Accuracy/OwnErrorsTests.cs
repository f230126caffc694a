using Sizing.Notebook.Measured;
using Sizing.Tool.Accuracy;
using Sizing.Tool.Accuracy.Report;

namespace Sizing.Tool.Tests.Accuracy;

public sealed class OwnErrorsTests
{
    /// <summary>11 for 10 is 10 % off and 19.6 for 20 is 2 %: 6 % on average, one of two within 5 %.</summary>
    [Fact]
    public void The_error_is_the_mean_of_the_shares_on_the_rows_of_the_kind() =>
        Assert.Equal("2 | 6.0 | 50 | median 10.0 %, worst 10 %", OwnErrors.Of("TPOT, dense models", [Row(10, 11), Row(20, 19.6)]));

    [Fact]
    public void Other_models_other_cards_and_rows_without_a_prediction_do_not_count()
    {
        ReportRow[] rows = [Row(10, 11, family: "mixtral"), Row(10, 11, gpu: "L4"), Row(10, null), Row(10, 11, quantity: "ttft_ms")];

        Assert.Null(OwnErrors.Of("TPOT, dense models", rows));
        Assert.Null(OwnErrors.Of("KV bytes per token", rows));
    }

    private static ReportRow Row(double value, double? predicted, string family = "llama", string gpu = "H100 SXM 80GB", string quantity = "tpot_ms")
    {
        var row = MeasurementFile.Parse("rows.csv", $"id,source,quantity,model,gpu,value_si,certainty,notes\na,hand,{quantity},m,{gpu},{value},high,\n", AppContext.BaseDirectory).Rows[0];
        return new(new Replayed(row, predicted, null), new MeasuredRow("a", "latency", quantity, "m", "vllm", gpu, value, predicted, null, ""), family);
    }
}
