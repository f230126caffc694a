using Sizing.Notebook.Measured;
using Sizing.Tool.Accuracy;
using Sizing.Tool.Accuracy.Report;

namespace Sizing.Tool.Tests.Accuracy;

[Collection(CommittedRows.Collection)]
public sealed class AccuracyDocumentTests(CommittedRows committed)
{
    private const string Header = "id,source,kind,quantity,model,kv_dtype,engine,context,batch,value_si,certainty,notes";

    /// <summary>
    /// Llama-3-8B, 8,192 tokens in BF16: 2 · 32 layers · 8 heads · 128 channels · 2 B · 8,192 = 2^30 bytes; the simple sum has 32 heads, 2^32 bytes.
    /// Against 10^9 bytes: ln(1.0737) = 0.071 and ln(4.2950) = 1.457.
    /// </summary>
    [Fact]
    public void A_quantity_stands_with_its_error_and_that_of_the_simple_sum()
    {
        var report = Report("a,hand,kv_bytes,kv_bytes,meta-llama/Meta-Llama-3-8B,bf16,,8192,1,1000000000,high,");

        Assert.Contains("| serving memory | kv_bytes | 1 | 1 | 0.071 | 0.071 | +0.071 | +0.071 | 0 % | 100 % | 100 % | 1.457 |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_expressed_counts_as_missed_and_says_why()
    {
        var report = Report("a,hand,x,layer_seconds,meta-llama/Meta-Llama-3-8B,,vllm,,,2,high,");

        Assert.Contains("| training speed | layer_seconds | 1 | 0 | – | – | – | – | 0 % | 0 % | 0 % | – |", report, StringComparison.Ordinal);
        Assert.Contains("| 1 | no formula predicts layer_seconds |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_low_certainty_are_left_out() =>
        Assert.Contains("0 rows of certainty high or medium", Report("a,hand,kv_bytes,kv_bytes,meta-llama/Meta-Llama-3-8B,bf16,,8192,1,1000000000,low,"), StringComparison.Ordinal);

    [Fact]
    public void Version_and_date_are_those_that_were_given() =>
        Assert.Contains("Library 9.8.7, 2001-02-03:", Report(""), StringComparison.Ordinal);

    [Fact]
    public void The_committed_report_names_every_quantity_of_the_files()
    {
        var report = File.ReadAllText(Repository.File("data", "measurements", "README.md"));
        var quantities = new[] { "inference.csv", "training.csv" }.SelectMany(file => MeasurementFile.Read(Repository.File("data", "measurements", file)).Rows)
            .Where(row => !row.IsUncertain).Select(row => row.Quantity).Distinct();

        Assert.All(quantities, quantity => Assert.Contains($" | {quantity} | ", report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inference.csv")]
    [InlineData("training.csv")]
    public void The_committed_predictions_are_those_of_a_replay(string file)
    {
        var replayed = Measurements.ToCsv(committed.Rows(file).Select(row => row.Measured));
        var rows = replayed[(replayed.IndexOf('\n', StringComparison.Ordinal) + 1)..];

        Assert.True(Predictions.Contains(rows, StringComparison.Ordinal),
            "Write data/measurements/predictions.csv again, as data/measurements/README.md says, and run lesson 13.");
    }

    [Fact]
    public void No_prediction_is_committed_for_a_row_that_is_not_in_the_files() =>
        Assert.Equal(1 + CommittedRows.Names.Sum(file => committed.Rows(file).Count()), Predictions.Count(character => character == '\n'));

    private static string Predictions => File.ReadAllText(Repository.File("data", "measurements", "predictions.csv"));

    private static string Report(string row) =>
        AccuracyDocument.Markdown([MeasurementFile.Parse("rows.csv", $"{Header}\n{row}\n", AppContext.BaseDirectory)], "9.8.7", "2001-02-03");
}
