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

    internal static IReadOnlyList<DataProblem> Ends(DataSource source)
    {
        var (rows, table) = EndOfLifeTable.Read(source.ReadText(EndOfLifeTable.File));
        var catalog = new CatalogData(source);
        var names = catalog.Gpus.Select(gpu => gpu.Name).Concat(catalog.Systems.Select(system => system.Name)).ToHashSet();
        foreach (var (row, line) in rows.Zip(table.Rows))
            if (!names.Contains(row.Item))
                line.Report("item", $"no GPU or system is named '{row.Item}'", "write a name of gpus.csv or systems.csv");
        return table.Problems;
    }
}
