namespace Sizing.Data;

/// <summary>Whether the tables of <c>data/planning</c> are sound.</summary>
internal static class PlanningChecks
{
    internal static IReadOnlyList<DataProblem> Remedies(DataSource source)
    {
        var (facts, table) = RemedyTable.Read(source.ReadText(RemedyTable.File));
        var seen = new HashSet<(string, bool)>();
        foreach (var (fact, line) in facts.Zip(table.Rows))
            if (!seen.Add((fact.Key, fact.IsTraining)))
                line.Report("key", $"'{fact.Key}' stands twice for one use", "remove one of the rows");
        return table.Problems;
    }
}
