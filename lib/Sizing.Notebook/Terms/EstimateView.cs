using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Terms;

/// <summary>An estimate: its subject, its answer, and the breakdown of each of its terms.</summary>
internal sealed class EstimateView(IEstimate estimate) : Display
{
    internal override Tag ToTag() => new Tag(
        "div",
        ("class", "sz-estimate"),
        EstimateHead.Html(estimate),
        estimate.Terms.Select(BreakdownHtml.Render));

    public override string ToString() => string.Join('\n', estimate.Terms.Select(BreakdownText.Render).Prepend(EstimateHead.Text(estimate)));
}
