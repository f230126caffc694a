using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The calibrated figures that hold for an engine on a GPU architecture.</summary>
public sealed class SpeedConstants
{
    private readonly Dictionary<string, SpeedConstant> constants;

    private SpeedConstants(Dictionary<string, SpeedConstant> constants) => this.constants = constants;

    /// <summary>The figures of an engine on a GPU; those of the engine and of the architecture come before general ones.</summary>
    public static SpeedConstants Of(EngineKind engine, GpuSpec gpu) => Of(engine, gpu, Catalog.SpeedConstants);

    /// <summary>The same from other rows, as a calibration does.</summary>
    public static SpeedConstants Of(EngineKind engine, GpuSpec gpu, IEnumerable<SpeedConstant> rows)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return new(rows
            .Where(row => (row.Engine ?? engine) == engine && (row.Architecture.Length == 0 || IsOf(gpu, row.Architecture)))
            .GroupBy(row => row.Name)
            .ToDictionary(group => group.Key, group => group.MaxBy(row => (row.Engine is null ? 0 : 2) + (row.Architecture.Length == 0 ? 0 : 1))!));
    }

    /// <summary>Whether the engine was calibrated at all.</summary>
    public bool IsCalibrated => constants.ContainsKey("layer");

    /// <summary>The row of a figure, or null where none holds.</summary>
    public SpeedConstant? Find(string name) => constants.GetValueOrDefault(name);

    /// <summary>The same figures with one in place of that of its name.</summary>
    public SpeedConstants With(SpeedConstant figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new(new Dictionary<string, SpeedConstant>(constants) { [figure.Name] = figure });
    }

    /// <summary>A figure as a plain number; seconds where it is a time.</summary>
    public double this[string name] => Row(name).Value.Value;

    /// <summary>A figure as an input of a formula, with the row it comes from.</summary>
    public Input Input(string symbol, string meaning, string name)
    {
        var row = Row(name);
        return new(symbol, meaning, row.Value, Term.Given(meaning, TermKind.Other, row.Value, row.Source) with { Note = row.Note.Length > 0 ? row.Note : null });
    }

    /// <summary>An architecture by its name, which cards of data centers and of desks share, or by its compute capability, which they do not: capability 10.</summary>
    private static bool IsOf(GpuSpec gpu, string architecture) =>
        gpu.Architecture.StartsWith(architecture, StringComparison.Ordinal) || (gpu.CudaCapability is { } version && architecture == $"capability {version.Major}");

    private SpeedConstant Row(string name) =>
        constants.GetValueOrDefault(name) ?? throw new SizingException($"data/engines/speed.csv has no '{name}' for the engine.");
}
