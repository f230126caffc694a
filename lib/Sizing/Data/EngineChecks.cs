using Sizing.Inference;

namespace Sizing.Data;

/// <summary>What must hold of the figures of the serving engines.</summary>
internal static class EngineChecks
{
    internal static IReadOnlyList<DataProblem> Versions(DataSource source) => EngineTable.ReadVersions(source.ReadText(EngineTable.VersionsFile)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Formats(DataSource source) => FormatTable.Read(source.ReadText(FormatTable.File)).Table.Problems;

    /// <summary>Beside what reading finds: no figure stands twice for one engine and architecture.</summary>
    internal static IReadOnlyList<DataProblem> Speed(DataSource source)
    {
        var (constants, table) = SpeedTable.Read(source.ReadText(SpeedTable.File));
        var twice = constants
            .GroupBy(row => (row.Name, row.Engine, row.Architecture))
            .Where(group => group.Count() > 1)
            .Select(group => new DataProblem(SpeedTable.File, 0, "constant", $"'{group.Key.Name}' stands twice for one engine and architecture", "keep one of them"));
        return [.. table.Problems, .. twice];
    }

    /// <summary>Beside what reading finds: no two rows of a figure hold for one version.</summary>
    internal static IReadOnlyList<DataProblem> Figures(EngineKind kind, DataSource source)
    {
        var file = EngineTable.FileOf(kind);
        var (constants, table) = EngineTable.Read(file, source.ReadText(file));
        var overlaps = constants
            .SelectMany((first, index) => constants.Skip(index + 1).Select(second => (first, second)))
            .Where(pair => pair.first.Name == pair.second.Name && Overlap(pair.first, pair.second))
            .Select(pair => new DataProblem(file, 0, "constant", $"two rows of '{pair.first.Name}' hold for one version", "end the older where the newer begins"));
        return [.. table.Problems, .. overlaps];
    }

    private static bool Overlap(EngineConstant first, EngineConstant second) =>
        (first.From is null || second.Before is null || first.From < second.Before)
        && (second.From is null || first.Before is null || second.From < first.Before);
}
