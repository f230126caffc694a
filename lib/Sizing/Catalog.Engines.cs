using Sizing.Data;
using Sizing.Inference;
using Sizing.Performance;

namespace Sizing;

public static partial class Catalog
{
    private static readonly Lazy<EngineData> EngineFigures = new(() => new(DataSource.FromEnvironment()));

    /// <summary>The newest version of each serving engine that the data knows.</summary>
    public static IReadOnlyList<ServingEngine> Engines => [.. EngineFigures.Value.Versions.Select(known => new ServingEngine(known.Engine, known.Newest))];

    /// <summary>The figures of an engine, over all its versions.</summary>
    public static IReadOnlyList<EngineConstant> EngineConstants(EngineKind kind) => EngineFigures.Value.Constants(kind);

    /// <summary>The versions of an engine whose figures were seen.</summary>
    internal static KnownVersions EngineVersions(EngineKind kind) => EngineFigures.Value.Versions.First(known => known.Engine == kind);

    /// <summary>The formats that engines take, over all of them.</summary>
    internal static IReadOnlyList<EngineFormat> EngineFormats => EngineFigures.Value.Formats;

    /// <summary>The calibrated figures of step times, over all engines.</summary>
    public static IReadOnlyList<SpeedConstant> SpeedConstants => EngineFigures.Value.Speed;
}
