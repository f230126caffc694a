using Sizing.Inference;
using Sizing.Performance;

namespace Sizing.Data;

/// <summary>The figures of the serving engines, each file read when it is first asked for.</summary>
internal sealed class EngineData
{
    private readonly Lazy<IReadOnlyList<KnownVersions>> versions;
    private readonly Lazy<IReadOnlyList<EngineFormat>> formats;
    private readonly Lazy<IReadOnlyList<SpeedConstant>> speed;
    private readonly Dictionary<EngineKind, Lazy<IReadOnlyList<EngineConstant>>> constants;

    internal EngineData(DataSource source)
    {
        versions = new(() => Sound(EngineTable.ReadVersions(source.ReadText(EngineTable.VersionsFile))));
        formats = new(() => Sound(FormatTable.Read(source.ReadText(FormatTable.File))));
        speed = new(() => Sound(SpeedTable.Read(source.ReadText(SpeedTable.File))));
        constants = Enum.GetValues<EngineKind>().ToDictionary(
            kind => kind,
            kind => new Lazy<IReadOnlyList<EngineConstant>>(
                () => Sound(EngineTable.Read(EngineTable.FileOf(kind), source.ReadText(EngineTable.FileOf(kind))))));
    }

    internal IReadOnlyList<KnownVersions> Versions => versions.Value;

    internal IReadOnlyList<EngineFormat> Formats => formats.Value;

    internal IReadOnlyList<SpeedConstant> Speed => speed.Value;

    internal IReadOnlyList<EngineConstant> Constants(EngineKind kind) => constants[kind].Value;

    private static IReadOnlyList<T> Sound<T>((IReadOnlyList<T> Items, CsvTable Table) read) =>
        read.Table.Problems.Count == 0 ? read.Items : throw new SizingException($"{read.Table.Problems[0]} (sizing check-data lists all problems).");
}
