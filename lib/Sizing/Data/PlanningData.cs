using Sizing.Planning.Remedies;
using Sizing.Planning.Warnings;

namespace Sizing.Data;

/// <summary>The facts of <c>data/planning</c>, read when they are first asked for.</summary>
internal sealed class PlanningData
{
    private readonly Lazy<IReadOnlyList<RemedyFact>> remedies;
    private readonly Lazy<IReadOnlyList<EndOfLife>> ends;

    internal PlanningData(DataSource source)
    {
        remedies = new(() => Sound(RemedyTable.Read(source.ReadText(RemedyTable.File))));
        ends = new(() => Sound(EndOfLifeTable.Read(source.ReadText(EndOfLifeTable.File))));
    }

    /// <summary>The facts of the library, or of the folder that <c>SIZING_DATA</c> names.</summary>
    internal static PlanningData Default { get; } = new(DataSource.FromEnvironment());

    /// <summary>What remedies cost, from mild to severe.</summary>
    internal IReadOnlyList<RemedyFact> Remedies => remedies.Value;

    /// <summary>Hardware that came to its end.</summary>
    internal IReadOnlyList<EndOfLife> Ends => ends.Value;

    private static IReadOnlyList<T> Sound<T>((IReadOnlyList<T> Items, CsvTable Table) read) =>
        read.Table.Problems.Count == 0 ? read.Items : throw new SizingException($"{read.Table.Problems[0]} (sizing check-data lists all problems).");
}
