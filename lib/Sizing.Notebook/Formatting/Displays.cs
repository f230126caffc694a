using Sizing.Explain;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.Formatting;

/// <summary>Finds the display of a value.</summary>
internal static class Displays
{
    internal static Display Of(object? value) => value switch
    {
        Display display => display,
        IEstimate estimate => new EstimateView(estimate),
        Term term => Breakdown.Of(term),
        _ => new PlainText(Tables.Cell.Of(value).Text),
    };
}
