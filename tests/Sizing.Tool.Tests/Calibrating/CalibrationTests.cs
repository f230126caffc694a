using Sizing.Tool.Accuracy;
using Sizing.Tool.Calibrating;

namespace Sizing.Tool.Tests.Calibrating;

public sealed class CalibrationTests
{
    private static readonly Lazy<IReadOnlyList<CalibrationRow>> Rows = new(() => CalibrationRow.Of(MeasurementFile.Read(Repository.File("data", "measurements", "inference.csv"))));

    // 2x + y = 5 and x + 3y = 10: x = 1, y = 3.
    [Fact]
    public void Two_equations_with_two_unknowns_by_hand() =>
        Assert.Equal([1.0, 3.0], LinearEquations.Solve(new double[,] { { 2, 1 }, { 1, 3 } }, [5, 10]).Select(x => Math.Round(x, 12)));

    [Fact]
    public void An_unknown_that_no_equation_holds_is_zero() => Assert.Equal([2.0, 0.0], LinearEquations.Solve(new double[,] { { 2, 0 }, { 0, 0 } }, [4, 0]));

    /// <summary>Where rows say nothing, a figure is its prior: rows of llama.cpp took the likeliest token and say nothing of sorting logits.</summary>
    [Fact]
    public void A_figure_that_no_row_depends_on_keeps_its_prior()
    {
        var rows = Rows.Value.Where(row => row.Target.Engine == EngineKind.LlamaCpp).ToList();
        var figures = Calibration.Fit(rows, Catalog.SpeedConstants);

        Assert.All(figures.Where(figure => figure.Name == "logit"), figure => Assert.Equal(figure.Prior, figure.Value));
        Assert.True(Calibration.Errors(rows, figures).Average(Math.Abs) < Calibration.Errors(rows, [.. Catalog.SpeedConstants.Select(figure => figure with { Value = figure.Prior ?? figure.Value })]).Average(Math.Abs));
    }

    /// <summary>The committed figures are those that the committed rows give: three digits of each, from the priors alone.</summary>
    [Fact]
    public void The_committed_figures_are_what_calibrate_prints()
    {
        var fitted = Calibration.Fit(Rows.Value, Catalog.SpeedConstants);

        Assert.All(fitted.Zip(Catalog.SpeedConstants).Where(pair => pair.First.Prior is not null), pair =>
            Assert.InRange(pair.Second.Value.Value / pair.First.Value.Value, 0.98, 1.02));
    }
}
