using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>The measured training rows of data/measurements, as a gate: no change may make them worse than is promised here.</summary>
[Collection(CommittedRows.Collection)]
public sealed class TrainingAccuracyTests(CommittedRows committed)
{
    private static readonly string[] Memory =
    [
        "peak_allocated_bytes", "reserved_bytes", "device_bytes", "weights_bytes", "activation_bytes", "activation_bytes_per_token_layer", "loss_bytes", "max_seq", "oom",
    ];

    private AccuracyReport Report => committed.Report("training.csv");

    private List<Replayed> Measured => [.. Report.Rows.Where(row => row.Row.Text("kind") == "measured" && Memory.Contains(row.Row.Quantity))];

    private static List<double> LogErrors(IEnumerable<Replayed> rows) =>
        [.. rows.Where(row => row.Row.Quantity != "oom").Select(row => row.LogError).OfType<double>().Select(Math.Abs).Order()];

    [Fact]
    public void At_least_70_percent_of_the_measured_memory_rows_can_be_expressed() =>
        Assert.InRange(Measured.Count(row => row.Predicted is not null) / (double)Measured.Count, 0.70, 1);

    [Fact]
    public void The_median_error_of_those_is_at_most_8_percent()
    {
        var errors = LogErrors(Measured);

        Assert.InRange(errors[errors.Count / 2], 0, 0.08);
    }

    [Fact]
    public void Of_the_rows_that_are_not_mere_plausibility_80_percent_are_within_20_percent()
    {
        var errors = LogErrors(Measured.Where(row => !row.Row.IsUncertain));

        Assert.InRange(errors.Count(error => error <= Math.Log(1.2)) / (double)errors.Count, 0.80, 1);
    }

    [Fact]
    public void Utilization_is_within_25_percent_on_80_percent_of_the_rows_of_a_source_that_set_no_default()
    {
        var rows = Report.Rows.Where(row => row.Row.Id.StartsWith("mosaic", StringComparison.Ordinal) && row.Predicted is not null).ToList();

        Assert.Equal(62, rows.Count);
        Assert.InRange(rows.Count(row => Math.Abs(row.Error!.Value) <= 0.25) / (double)rows.Count, 0.80, 1);
    }

    [Fact]
    public void Runs_that_ran_out_of_memory_are_predicted_not_to_fit()
    {
        var rows = Measured.Where(row => row.Row.Quantity == "oom").ToList();

        Assert.Equal(14, rows.Count);
        Assert.All(rows, row => Assert.Equal(1, row.Predicted));
    }

    /// <summary>The full FSDP rows are of low certainty.</summary>
    [Fact]
    public void The_fms_rows_of_high_certainty_are_within_5_percent()
    {
        var rows = Report.Rows.Where(row => row.Row.Id.StartsWith("fms-0", StringComparison.Ordinal) && row.Row.Text("certainty") == "high" && Memory.Contains(row.Row.Quantity)).ToList();

        Assert.Equal(20, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.Error!.Value, -0.05, 0.05));
    }

    /// <summary>The notes print what is allocated between steps.</summary>
    [Fact]
    public void The_fms_rows_are_within_1_percent_between_steps()
    {
        var file = CommittedRows.File("training.csv");
        TrainingReplay replay = new(file.Models);
        var errors = file.Rows
            .Where(row => row.Id.StartsWith("fms-0", StringComparison.Ordinal) && row.Quantity == "peak_allocated_bytes")
            .Select(row => (row.Id, Error: replay.RunOf(row).Estimate().Memory.SteadyBytes.Count / Steady(row) - 1)).ToList();

        Assert.Equal(23, errors.Count);
        Assert.DoesNotContain(errors, pair => Math.Abs(pair.Error) > 0.01);
    }

    private static double Steady(Measurement row)
    {
        const string Before = "steady allocated ";
        var notes = row.Text("notes");
        return double.Parse(notes[(notes.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
