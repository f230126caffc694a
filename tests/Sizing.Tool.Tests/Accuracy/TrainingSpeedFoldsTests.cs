using Sizing.Performance;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>
/// Leave-one-source-out: the share of the peak that matrix products reach is set anew from all other sources on the same architecture and
/// number format (the share at which their median error is nothing), and the rows of the left-out source are predicted with it.
/// </summary>
public sealed class TrainingSpeedFoldsTests
{
    private static readonly double[] Shares = [.. Enumerable.Range(0, 15).Select(step => 0.30 + 0.05 * step)];

    private readonly List<Row> rows = [.. Read()];

    [Fact]
    public void Throughput_of_a_left_out_source_is_within_25_percent_on_80_percent_of_the_rows()
    {
        var errors = rows.Where(row => Share(row) is not null).Select(row => Math.Abs(Math.Exp(row.LogError(Share(row)!.Value)) - 1)).ToList();

        Assert.InRange(errors.Count, 90, int.MaxValue);
        Assert.InRange(errors.Count(error => error <= 0.25) / (double)errors.Count, 0.80, 1);
    }

    [Fact]
    public void Utilization_of_a_left_out_source_is_within_25_percent_on_80_percent_of_the_rows()
    {
        var errors = rows.Where(row => row.Quantity == "mfu" && Share(row) is not null).Select(row => Math.Abs(Math.Exp(row.LogError(Share(row)!.Value)) - 1)).ToList();

        Assert.InRange(errors.Count, 60, int.MaxValue);
        Assert.InRange(errors.Count(error => error <= 0.25) / (double)errors.Count, 0.80, 1);
    }

    /// <summary>The share that the other sources of the cell agree on, or null when there is none.</summary>
    private double? Share(Row left)
    {
        var others = rows.Where(row => row.Cell == left.Cell && row.Source != left.Source).ToList();
        return others.Count == 0 ? null : Shares.MinBy(share => Math.Abs(Median([.. others.GroupBy(row => row.Source).Select(source => Median([.. source.Select(row => row.LogError(share))]))])));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[values.Count / 2] + values[(values.Count - 1) / 2]) / 2;
    }

    private static IEnumerable<Row> Read()
    {
        var file = CommittedRows.File("training.csv");
        TrainingReplay replay = new(file.Models);
        foreach (var row in file.Rows.Where(row => row.Quantity is "mfu" or "tokens_per_second_per_gpu"))
        {
            TrainingRun run;
            try
            {
                run = replay.RunOf(row);
            }
            catch (SizingException)
            {
                continue;
            }

            var rates = TrainingCompute.RatesOf(run);
            var measured = row.Value;
            var errors = Shares.Select(share => Math.Log(Speed(run with { Rates = rates with { Matrix = (share, share, share) } }, row.Quantity) / measured)).ToList();
            yield return new(row.Id.Split('-')[0], $"{rates.Architecture} {rates.Compute}", row.Quantity, errors);
        }
    }

    private static double Speed(TrainingRun run, string quantity)
    {
        var compute = TrainingCompute.Of(run);
        return quantity == "mfu" ? compute.Mfu : compute.TokensPerSecond / run.Plan.Gpus;
    }

    private sealed record Row(string Source, string Cell, string Quantity, IReadOnlyList<double> Errors)
    {
        internal double LogError(double share) => Errors[Array.IndexOf(Shares, share)];
    }
}
