namespace Sizing.Data;

/// <summary>Whether the tables of <c>data/training</c> are sound.</summary>
internal static class TrainingChecks
{
    internal static IReadOnlyList<DataProblem> Frameworks(DataSource source) => FrameworkTable.Read(source.ReadText(FrameworkTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Losses(DataSource source) => LossTable.Read(source.ReadText(LossTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Utilizations(DataSource source)
    {
        var (rows, table) = UtilizationTable.Read(source.ReadText(UtilizationTable.File));
        foreach (var (row, line) in rows.Zip(table.Rows))
            if (row.Low > row.Typical || row.Typical > row.High || row.High > 1)
                line.Report("typical_percent", "low, typical and high are not in order", "order them, at most 100");
        return table.Problems;
    }
}
