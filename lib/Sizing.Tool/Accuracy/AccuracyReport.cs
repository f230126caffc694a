namespace Sizing.Tool.Accuracy;

/// <summary>Every row of a file beside its prediction, and how well each quantity is predicted.</summary>
/// <param name="Rows">The rows, in the order of the file.</param>
/// <param name="Kinds">One summary a quantity, in the order of its first row.</param>
internal sealed record AccuracyReport(IReadOnlyList<Replayed> Rows, IReadOnlyList<KindSummary> Kinds)
{
    /// <summary>Replays a file.</summary>
    internal static AccuracyReport Of(MeasurementFile file)
    {
        var replays = Replays.Of(file.Models);
        var rows = file.Rows.Select(row => Replay(row, replays)).ToList();
        return new(rows, [.. rows.GroupBy(row => row.Row.Quantity).Select(kind => KindSummary.Of(kind.Key, kind))]);
    }

    private static Replayed Replay(Measurement row, IReadOnlyList<IReplay> replays)
    {
        if (replays.FirstOrDefault(replay => replay.Knows(row)) is not { } replay)
            return Replayed.Decline(row, $"no formula predicts {row.Quantity}");
        try
        {
            return Replayed.Of(row, replay.Predict(row));
        }
        catch (SizingException problem)
        {
            return Replayed.Decline(row, problem.Message);
        }
    }
}
