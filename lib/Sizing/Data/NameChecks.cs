namespace Sizing.Data;

/// <summary>What must hold for the names of a file whose rows are found by name.</summary>
internal static class NameChecks
{
    /// <summary>Reports every name or alias that an earlier row bears already.</summary>
    internal static void RequireUnique(CsvTable table, string column)
    {
        var owners = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
            foreach (var name in row.List("aliases").Prepend(row.Text(column)))
                if (name.Length > 0 && !owners.TryAdd(name, row.Line) && owners[name] != row.Line)
                    row.Report(column, $"the name '{name}' already stands in row {owners[name]}", "rename one of them or drop the alias");
    }
}
