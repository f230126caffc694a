namespace Sizing.Data;

/// <summary>Whether the tables of <c>data/training</c> are sound.</summary>
internal static class TrainingChecks
{
    internal static IReadOnlyList<DataProblem> Frameworks(DataSource source) => FrameworkTable.Read(source.ReadText(FrameworkTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Losses(DataSource source) => LossTable.Read(source.ReadText(LossTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Steps(DataSource source) => StepConstantsTable.Read(source.ReadText(StepConstantsTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Rates(DataSource source)
    {
        var (rows, table) = ComputeRatesTable.Read(source.ReadText(ComputeRatesTable.File));
        foreach (var (row, line) in rows.Zip(table.Rows))
            if (row.Matrix.Low > row.Matrix.Typical || row.Matrix.Typical > row.Matrix.High || row.Matrix.High > 1)
                line.Report("matrix_percent", "low, typical and high are not in order", "order them, at most 100");
        return table.Problems;
    }
}
