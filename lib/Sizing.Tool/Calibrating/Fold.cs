using Sizing.Performance;

namespace Sizing.Tool.Calibrating;

/// <summary>Rows that took no part in fitting the figures that predict them.</summary>
/// <param name="Name">What the rows have in common: a network or a GPU.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Errors">ln(predicted / measured) of each.</param>
internal sealed record Fold(string Name, IReadOnlyList<CalibrationRow> Rows, IReadOnlyList<double> Errors)
{
    /// <summary>One fold for each value of a key, with the figures fitted to all rows of other values.</summary>
    internal static IReadOnlyList<Fold> LeaveOneOut(IReadOnlyList<CalibrationRow> rows, IReadOnlyList<SpeedConstant> known, Func<CalibrationRow, string> key) =>
        [.. rows.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group], [.. rows.Where(row => key(row) != group.Key)], known))];

    private static Fold Of(string name, IReadOnlyList<CalibrationRow> left, IReadOnlyList<CalibrationRow> others, IReadOnlyList<SpeedConstant> known) =>
        new(name, left, Calibration.Errors(left, Calibration.Fit(others, known)));
}
