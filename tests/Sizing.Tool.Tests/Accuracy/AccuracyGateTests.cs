using Sizing.Data;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>
/// Replays <c>data/measurements</c>. <c>thresholds.csv</c> holds, for each quantity, the rows that are expressed and the errors that were
/// reached, rounded up; a change that makes one worse has to say so by changing the file, with a line in the changelog.
/// </summary>
[Collection(CommittedRows.Collection)]
public sealed class AccuracyGateTests(CommittedRows committed)
{
    [Theory]
    [InlineData("inference.csv")]
    [InlineData("training.csv")]
    public void No_quantity_is_predicted_worse_than_its_threshold(string file)
    {
        var kinds = committed.Report(file).Kinds.ToDictionary(kind => kind.Quantity);
        var thresholds = Thresholds().Where(row => row.Text("file") == file).ToList();

        Assert.NotEmpty(thresholds);
        Assert.Empty(thresholds.SelectMany(row => Broken(row, kinds[row.Text("quantity")])));
    }

    private static IEnumerable<string> Broken(CsvRow threshold, KindSummary kind)
    {
        if (kind.Expressed < threshold.RequiredWhole("least_expressed"))
            yield return $"{kind.Quantity}: {kind.Expressed} rows are expressed, {threshold.Text("least_expressed")} were.";
        if (kind.MeanAbsLog > (threshold.Number("most_mean_abs_log") ?? 0))
            yield return $"{kind.Quantity}: the mean error is {kind.MeanAbsLog}, at most {threshold.Text("most_mean_abs_log")} was.";
        if (kind.MedianAbsLog > (threshold.Number("most_median_abs_log") ?? 0))
            yield return $"{kind.Quantity}: the median error is {kind.MedianAbsLog}, at most {threshold.Text("most_median_abs_log")} was.";
    }

    private static IReadOnlyList<CsvRow> Thresholds()
    {
        var path = Repository.File("tests", "Sizing.Tool.Tests", "Accuracy", "thresholds.csv");
        return CsvTable.Read("thresholds.csv", File.ReadAllText(path), "file", "quantity", "least_expressed", "most_mean_abs_log", "most_median_abs_log").Rows;
    }
}
