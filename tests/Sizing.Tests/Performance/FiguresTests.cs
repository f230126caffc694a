using Sizing.Explain;
using Sizing.Performance;

namespace Sizing.Tests.Performance;

/// <summary>Which row of a table a figure comes from, and what its explanation says of it.</summary>
public sealed class FiguresTests
{
    private static readonly GpuSpec Hopper = Catalog.Gpu("H100");
    private static readonly GpuSpec Ampere = Catalog.Gpu("A100 SXM 80GB");

    private static SpeedConstant Row(double value, EngineKind? engine, string architecture, string note = "") =>
        new("layer", engine, architecture, value, null, 0, new("a fit", "here"), note);

    // An engine's own row comes before an architecture's, and one of both before either; rows of others do not count.
    [Fact]
    public void The_nearest_row_of_engine_and_architecture_holds()
    {
        var (general, hopper, engine, both) = (Row(1, null, ""), Row(2, null, "Hopper"), Row(3, EngineKind.Vllm, ""), Row(4, EngineKind.Vllm, "Hopper"));

        Assert.Equal(4, SpeedConstants.Of(EngineKind.Vllm, Hopper, [both, engine, hopper, general])["layer"]);
        Assert.Equal(4, SpeedConstants.Of(EngineKind.Vllm, Hopper, [general, hopper, engine, both])["layer"]);
        Assert.Equal(3, SpeedConstants.Of(EngineKind.Vllm, Hopper, [general, hopper, engine])["layer"]);
        Assert.Equal(3, SpeedConstants.Of(EngineKind.Vllm, Ampere, [both, engine, hopper, general])["layer"]);
        Assert.Equal(2, SpeedConstants.Of(EngineKind.Sglang, Hopper, [general, hopper, engine, both])["layer"]);
        Assert.Equal(2, SpeedConstants.Of(EngineKind.Sglang, Hopper, [hopper, general])["layer"]);
        Assert.Equal(1, SpeedConstants.Of(EngineKind.Sglang, Ampere, [both, engine, hopper, general])["layer"]);
    }

    // The generated kernels of routed experts exist for compute capability 10; GeForce cards of the same architecture have 12.
    [Theory]
    [InlineData("B200", 2)]
    [InlineData("B300", 2)]
    [InlineData("RTX 5090", 1)]
    [InlineData("H100", 1)]
    [InlineData("MI300X", 1)]
    public void A_row_can_hold_for_a_compute_capability(string gpu, double value) =>
        Assert.Equal(value, SpeedConstants.Of(EngineKind.Vllm, Catalog.Gpu(gpu), [Row(1, null, ""), Row(2, null, "capability 10")])["layer"]);

    [Fact]
    public void A_figure_can_be_tried_in_place_of_another()
    {
        var tried = SpeedConstants.Of(EngineKind.Vllm, Hopper, [Row(1, null, "")]).With(Row(9, null, ""));

        Assert.Equal(9, tried["layer"]);
        Assert.True(tried.IsCalibrated);
    }

    [Fact]
    public void A_figure_is_explained_by_its_row()
    {
        var noted = SpeedConstants.Of(EngineKind.Vllm, Hopper, [Row(1, null, "", "kernels")]).Input("c", "fixed time", "layer");

        Assert.Equal(("a fit, here", "kernels"), (noted.From!.Source!.ToString(), noted.From.Note));
        Assert.Null(SpeedConstants.Of(EngineKind.Vllm, Hopper, [Row(1, null, "")]).Input("c", "fixed time", "layer").From!.Note);
    }

    // Default and range of data/assumptions.csv, or what the caller gave, of which no table knows a range.
    [Fact]
    public void An_assumption_names_its_row_or_the_caller()
    {
        Assumption overhead = new("pue", Amount.Of(1.2), new("a survey", "2025"), "1.1 to 1.6");

        Assert.Equal((1.2, "a survey, 2025", "1.1 to 1.6"), Of(overhead.Input("e", "power usage effectiveness", null)));
        Assert.Equal((1.5, "the setting, given by the caller", null), Of(overhead.Input("e", "power usage effectiveness", 1.5)));
    }

    // Other figures change the rates and nothing else: a layer of 1 s in place of microseconds.
    [Fact]
    public void A_calibration_tries_figures_on_the_same_work()
    {
        var speed = new Serving(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Hopper) { Context = 8192, Plan = new(2) }.Estimate().Speed();
        var tried = speed.With(speed.Model.Constants.With(new("layer", null, "", Amount.Of(1, Unit.Seconds), null, 0, new("tried", ""), "")));

        Assert.Equal(32, tried.Point.Step.Layers);
        Assert.Equal(speed.Point.Step with { Layers = 32 }, tried.Point.Step);
        Assert.Same(speed.Model.Rates.AllReduce, tried.Model.Rates.AllReduce);
    }

    private static (double, string, string?) Of(Input input) => (input.Value.Value, input.From!.Source!.ToString(), input.From.Note);
}
