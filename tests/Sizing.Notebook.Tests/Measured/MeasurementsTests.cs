using Sizing.Notebook.Measured;

namespace Sizing.Notebook.Tests.Measured;

public sealed class MeasurementsTests
{
    private const string Explanations = "rows,why,basis\na_*,because of a,the row\n*,for another reason,supposed\n";

    private static readonly MeasuredRow Low = new("a_1", "latency", "tpot_ms", "a model", "vllm", "H100", 100, 90, 50, "");
    private static readonly MeasuredRow High = Low with { Id = "b_1", Predicted = 120 };
    private static readonly MeasuredRow None = Low with { Id = "b_2", Predicted = null, Declined = "the source says \"nothing\", or little" };

    [Fact]
    public void Rows_are_read_as_they_were_written() =>
        Assert.Equal([Low, High, None], Read(Low, High, None).Select(row => row with { Explanation = null }));

    [Fact]
    public void The_first_explanation_that_is_about_a_row_is_given() =>
        Assert.Equal(["because of a", "for another reason"], Read(Low, High).Select(row => row.Explanation!.Why));

    [Fact]
    public void Numbers_are_written_to_six_digits() =>
        Assert.Contains(",100,33.3333,50,", PredictionFile.Write([Low with { Predicted = 100.0 / 3 }]), StringComparison.Ordinal);

    /// <summary>ln(0.9) = −0.1054, ln(1.2) = 0.1823, their mean 0.0385; ln(0.5) = −0.693. As factors 1 / 0.9 = 1.111, 1.2, √(0.9 · 1.2) = 1.039 and 2. Of three rows one is within 10 % and two are within 20 %.</summary>
    [Fact]
    public void The_spread_counts_a_row_without_a_prediction_as_missed()
    {
        var spread = ErrorSpread.Of([Low, High, None]);

        Assert.Equal((3, 2), (spread.Rows, spread.Expressed));
        Assert.Equal([0.105, 0.182, 0.182, 0.038, 0.693], new[] { spread.Median, spread.NinthDecile, spread.Worst, spread.Bias, spread.SimpleSum }.Select(value => Math.Round(value!.Value, 3)));
        Assert.Equal([1.111, 1.2, 1.2], new[] { spread.MedianFactor, spread.NinthDecileFactor, spread.WorstRatio }.Select(value => Math.Round(value!.Value, 3)));
        Assert.Equal([1.039, 2], new[] { spread.MeanRatio, spread.SimpleSumFactor }.Select(value => Math.Round(value!.Value, 3)));
        Assert.Equal([0, 1 / 3.0, 2 / 3.0], [spread.Within5, spread.Within10, spread.Within20]);
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.9, 9)]
    [InlineData(1.0, 10)]
    public void A_quantile_is_the_nearest_value(double share, double expected) =>
        Assert.Equal(expected, ErrorSpread.Quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], share));

    [Fact]
    public void A_quantity_that_nobody_measured_is_refused() => Assert.StartsWith(
        "No measurement is of 'taste'; there are activation_bytes, ",
        Assert.Throws<SizingException>(() => Measurements.Rows("taste")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_explanation_says_what_it_rests_on() =>
        Assert.All(
            Measurements.Rows().Select(row => row.Explanation).OfType<Explanation>().Distinct(),
            each => Assert.Contains(each.Basis, new[] { "the row", "the source", "supposed" }));

    private static IReadOnlyList<MeasuredRow> Read(params MeasuredRow[] rows) => PredictionFile.Read(PredictionFile.Write(rows), Explanations);
}
