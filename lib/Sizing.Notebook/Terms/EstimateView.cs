using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Terms;

/// <summary>An estimate: its subject, its answer, and the breakdown of each of its terms.</summary>
internal sealed class EstimateView(IEstimate estimate) : Display
{
    internal override Tag ToTag() => new Tag(
        "div",
        ("class", "sz-estimate"),
        new Tag("p", new Tag("strong", estimate.Subject)),
        new Tag("p", ("class", "sz-summary"), estimate.Summary),
        estimate.Warnings.Select(warning => Callout.Warning(warning).ToTag()),
        estimate.Terms.Select(BreakdownHtml.Render));

    public override string ToString() => string.Join(
        '\n',
        [
            estimate.Subject,
            estimate.Summary,
            .. estimate.Warnings.Select(warning => Callout.Warning(warning).ToString()),
            .. estimate.Terms.Select(BreakdownText.Render),
        ]);
}
