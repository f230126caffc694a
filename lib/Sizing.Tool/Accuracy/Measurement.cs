using Sizing.Data;

namespace Sizing.Tool.Accuracy;

/// <summary>One measured row: a number with the deployment it was measured on. Columns that a file lacks read as empty.</summary>
/// <param name="row">The row of the file.</param>
internal sealed class Measurement(CsvRow row)
{
    private static readonly string[] RunColumns = ["source", "model", "engine", "engine_version", "gpu", "gpus", "tp", "pp", "ep", "weights_format"];

    /// <summary>The rows of the same run: one source, model, engine and plan; this row among them.</summary>
    internal IReadOnlyList<Measurement> Run { get; private set; } = [];

    /// <summary>Tells rows of one run of each other.</summary>
    internal static void JoinRuns(IEnumerable<Measurement> rows)
    {
        foreach (var run in rows.GroupBy(row => string.Join('\n', RunColumns.Select(row.Text))))
        {
            var members = run.ToList();
            foreach (var row in members)
                row.Run = members;
        }
    }

    /// <summary>A setting that other rows of the run state, when they agree on it; null otherwise.</summary>
    internal double? OfRun(string column) =>
        Run.Select(other => other.Number(column)).Where(value => value is not null).Distinct().ToList() is [var one] ? one : null;

    /// <summary>The unique key.</summary>
    internal string Id => row.Text("id");

    /// <summary>What the number is; empty for a row that could not be structured.</summary>
    internal string Quantity => row.Text("quantity");

    /// <summary>The model as the source names it.</summary>
    internal string Model => Text("model");

    /// <summary>The GPU, or empty.</summary>
    internal string Gpu => Text("gpu");

    /// <summary>The engine with its version, or empty.</summary>
    internal string Engine => $"{Text("engine")} {Text("engine_version")}".Trim();

    /// <summary>The measured number in the unit of the quantity.</summary>
    internal double Value => row.Number("value_si") ?? double.NaN;

    /// <summary>Whether the row is only a matter of plausibility, which is shown and not scored.</summary>
    internal bool IsUncertain => Text("certainty") == "low";

    /// <summary>A column as text; empty means not stated.</summary>
    internal string Text(string column) => row.Has(column) ? row.Text(column) : "";

    /// <summary>A column as a whole number, or null where it is not stated.</summary>
    internal int? Whole(string column) => Text(column).Length == 0 ? null : row.Whole(column);

    /// <summary>A column as a number, or null where it is not stated.</summary>
    internal double? Number(string column) => Text(column).Length == 0 ? null : row.Number(column);
}
