using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Tool.Calibrating;

/// <summary>
/// Fits the figures of <c>data/engines/speed.csv</c> to measured rows: the logarithms of the figures, by damped Gauss-Newton steps on the
/// squares of ln(predicted / measured), where rows far off count less (pseudo-Huber, 0.1). Each figure begins with its prior and pays for leaving
/// it beyond its spread: what rows cannot tell apart stays near round figures.
/// </summary>
internal static class Calibration
{
    private const double Robust = 0.1;
    private const double Nudge = 1e-4;
    private const double LargestStep = 0.5;
    private const double Enough = 1e-6;
    private const int Steps = 40;

    /// <summary>The best share of the dense peak that plain matrix products were measured to reach: A100 SXM, in 16 bits.</summary>
    private const double BestMatrix = 0.87;

    /// <summary>The figures that fit some rows best.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="known">All figures; only the priors of those that are fitted matter.</param>
    internal static IReadOnlyList<SpeedConstant> Fit(IReadOnlyList<CalibrationRow> rows, IReadOnlyList<SpeedConstant> known)
    {
        var figures = known.Select(figure => figure with { Value = figure.Prior ?? figure.Value }).ToList();
        var used = Enumerable.Range(0, figures.Count).Where(index => IsFitted(figures[index])).ToList();
        var damping = 1e-3;
        var errors = Errors(rows, figures);
        for (var step = 0; step < Steps; step++)
        {
            var (matrix, gradient) = Equations(rows, figures, used, errors);
            for (var i = 0; i < used.Count; i++)
            {
                gradient[i] += PriorWeight(figures[used[i]]) * FromPrior(figures[used[i]]);
                matrix[i, i] = (matrix[i, i] + PriorWeight(figures[used[i]])) * (1 + damping);
            }

            var moves = LinearEquations.Solve(matrix, gradient);
            var tried = figures.ToList();
            for (var i = 0; i < used.Count; i++)
                tried[used[i]] = Moved(figures[used[i]], Math.Clamp(-moves[i], -LargestStep, LargestStep));
            var after = Errors(rows, tried);
            var (before, now) = (Loss(rows, errors, figures), Loss(rows, after, tried));
            damping = now < before ? Math.Max(1e-6, damping / 4) : damping * 8;
            if (now < before)
                (figures, errors) = (tried, after);
            if (damping > 1e6 || (now < before && before - now < Enough * before))
                break;
        }

        return figures;
    }

    /// <summary>ln(predicted / measured) of every row.</summary>
    internal static double[] Errors(IReadOnlyList<CalibrationRow> rows, IReadOnlyList<SpeedConstant> figures)
    {
        var constants = rows.Select(row => row.Target).Distinct().ToDictionary(target => target, target => SpeedConstants.Of(target.Engine, target.Gpu, figures));
        return [.. rows.Select(row => row.Error(constants[row.Target]))];
    }

    /// <summary>Whether a figure is fitted: not the edge of a range, on which no prediction depends, nor an assumption.</summary>
    internal static bool IsFitted(SpeedConstant figure) => figure.Prior is not null;

    private static (double[,] Matrix, double[] Gradient) Equations(
        IReadOnlyList<CalibrationRow> rows, List<SpeedConstant> figures, List<int> used, double[] errors)
    {
        var slopes = new double[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
            slopes[row] = new double[used.Count];
        foreach (var target in rows.Select((row, index) => (row, index)).GroupBy(pair => pair.row.Target))
        {
            var now = SpeedConstants.Of(target.Key.Engine, target.Key.Gpu, figures);
            foreach (var (index, i) in used.Select((index, i) => (index, i)).Where(pair => ReferenceEquals(now.Find(figures[pair.index].Name), figures[pair.index])))
            {
                var nudged = now.With(Moved(figures[index], Nudge, bounded: false));
                foreach (var (row, at) in target)
                    slopes[at][i] = (row.Error(nudged) - errors[at]) / Nudge;
            }
        }

        var (matrix, gradient) = (new double[used.Count, used.Count], new double[used.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            var weight = rows[row].Weight * rows[row].Weight / Math.Sqrt(1 + Math.Pow(rows[row].Weight * errors[row] / Robust, 2));
            for (var i = 0; i < used.Count; i++)
            {
                if (slopes[row][i] == 0)
                    continue;
                gradient[i] += weight * slopes[row][i] * errors[row];
                for (var j = 0; j < used.Count; j++)
                    matrix[i, j] += weight * slopes[row][i] * slopes[row][j];
            }
        }

        return (matrix, gradient);
    }

    private static double Loss(IReadOnlyList<CalibrationRow> rows, double[] errors, List<SpeedConstant> figures) =>
        Robust * Robust * rows.Select((row, index) => Math.Sqrt(1 + Math.Pow(row.Weight * errors[index] / Robust, 2)) - 1).Sum()
        + figures.Where(IsFitted).Sum(figure => PriorWeight(figure) / 2 * Math.Pow(FromPrior(figure), 2));

    private static double PriorWeight(SpeedConstant figure) => Math.Pow(Robust / figure.Spread, 2);

    private static double FromPrior(SpeedConstant figure) => Math.Log(figure.Value.Value / figure.Prior!.Value.Value);

    /// <summary>A figure times e^move, within what it can be.</summary>
    private static SpeedConstant Moved(SpeedConstant figure, double move, bool bounded = true)
    {
        var value = figure.Value.Value * Math.Exp(move);
        var (least, most) = Bounds(figure);
        return figure with { Value = Amount.Of(bounded ? Math.Clamp(value, least, most) : value, figure.Value.Unit) };
    }

    private static (double Least, double Most) Bounds(SpeedConstant figure) => figure switch
    {
        { Value.Unit: Unit.Seconds } => (1e-11, 1e-2),
        { Name: "first_token_steps" } => (0.1, 100),
        { Name: "matrix_16" or "matrix_8" } => (1e-3, BestMatrix),
        _ => (1e-3, 1),
    };
}
