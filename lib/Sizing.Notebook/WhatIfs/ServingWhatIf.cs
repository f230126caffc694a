using System.Globalization;
using Sizing.Explain;
using Sizing.Inference;
using Sizing.Notebook.Charts;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.WhatIfs;

/// <summary>
/// The what-if of a serving. Its element carries the settings, every number of the answer and the colours, so that an exported page can
/// recompute, compare and redraw it.
/// </summary>
internal sealed class ServingWhatIf : Display
{
    private readonly ServingEstimate estimate;
    private readonly IReadOnlyList<(string Name, string Value)> settings;

    internal ServingWhatIf(Serving serving)
    {
        settings = ServingText.Write(serving);
        estimate = serving.Estimate();
    }

    internal override Tag ToTag() => new(
        "div",
        ("class", "sz-what-if"),
        ("data-kind", "serving"),
        ("data-settings", string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}"))),
        ("data-numbers", string.Join(' ', estimate.Terms.SelectMany(TermNumbers.Of).Select(number => number.ToString("R", CultureInfo.InvariantCulture)))),
        ("data-colors", string.Join(' ', Enum.GetValues<TermKind>().Select(kind => $"{KindNames.Class(kind)}={Palette.Of(kind).Fill}"))),
        new Tag("div", ("class", "sz-settings"), TableHtml.Render(Settings())),
        new Tag("div", ("class", "sz-picture"), Picture().ToTag()),
        new Tag("div", ("class", "sz-answer-now"), new EstimateView(estimate).ToTag()));

    public override string ToString() => $"{Settings()}\n{new EstimateView(estimate)}";

    private Chart Picture() => Chart.StackedBars([estimate], each => each.Setup.Gpu.Name, each => each.Memory, each => each.Budget).WithTitle(estimate.Subject);

    private Table Settings()
    {
        var setup = estimate.Setup;
        (string Name, object? Value)[] rows =
        [
            (Labels.Model, setup.Model.Name),
            (Labels.Gpu, setup.Gpu.Name),
            (Labels.Gpus, setup.Plan.Gpus),
            (Labels.Plan, setup.Plan.ToString()),
            (Labels.Engine, setup.Engine.ToString()),
            (Labels.WeightFormat, setup.Weights.Name),
            (Labels.KvCache, setup.KvCache.Name),
            (Labels.Context, setup.Context),
            (Labels.Concurrency, setup.Asked.Concurrency),
        ];
        return new(
            [new(Labels.Setting, nameof(Labels.Setting)), new(Labels.Value, nameof(Labels.Value))],
            rows.Select(row => (IReadOnlyList<object?>)[row.Name, row.Value]),
            Labels.WhatIf);
    }
}
