using System.Globalization;
using Sizing.Answers;
using Sizing.Explain;
using Sizing.Notebook.Charts;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Tables;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.WhatIfs;

/// <summary>
/// An answer with its settings. Its element carries the settings, every number of the answer and the colours, so that an exported page can
/// recompute, compare and redraw it.
/// </summary>
internal sealed class WhatIfView(string kind, IReadOnlyList<(string Name, string Value)> settings, Answer answer) : Display
{
    internal override Tag ToTag() => new(
        "div",
        ("class", "sz-what-if"),
        ("data-kind", kind),
        ("data-settings", string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}"))),
        ("data-numbers", string.Join(' ', answer.Terms.SelectMany(TermNumbers.Of).Select(Print))),
        ("data-colors", string.Join(' ', Enum.GetValues<TermKind>().Select(each => $"{KindNames.Class(each)}={Palette.Of(each).Fill}"))),
        new Tag("div", ("class", "sz-settings"), TableHtml.Render(Settings())),
        new Tag(
            "div",
            ("class", "sz-answer-now"),
            EstimateHead.Html(answer, answer.Fits ? "sz-fits" : "sz-fits-not"),
            new Tag("div", ("class", "sz-figures"), TableHtml.Render(Figures())),
            new Tag("div", ("class", "sz-picture"), Picture().ToTag()),
            answer.Terms.Select(BreakdownHtml.Render)));

    public override string ToString() => $"{Settings()}\n{EstimateHead.Text(answer)}\n{Figures()}\n{string.Join('\n', answer.Terms.Select(BreakdownText.Render))}";

    private Chart Picture() =>
        Chart.StackedBars([answer], each => each.Subject, each => each.Memory, each => each.Capacity).WithTitle(answer.Memory.Name);

    private Table Settings() => new(
        [new(Labels.Setting, nameof(Labels.Setting)), new(Labels.Value, nameof(Labels.Value))],
        answer.Settings.Select(setting => (IReadOnlyList<object?>)[Labels.OfSetting(setting.Name), setting.Value]),
        Labels.WhatIf);

    private Table Figures() => new(
        [new(Labels.Figure, nameof(Figure.Name)), new(Labels.Value, nameof(Figure.Value)), new(Labels.Bounds, nameof(Figure.Range))],
        answer.Figures.Select(figure => (IReadOnlyList<object?>)[figure.Name, figure.Value, figure.Range]),
        Labels.InShort);

    /// <summary>Whole numbers exactly, others to 15 digits: the last ones differ from processor to processor.</summary>
    private static string Print(double number) => number.ToString(double.IsInteger(number) ? "R" : "G15", CultureInfo.InvariantCulture);
}
