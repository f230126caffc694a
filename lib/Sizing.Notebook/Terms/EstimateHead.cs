using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Terms;

/// <summary>What an estimate says before its numbers: its subject, its answer, its warnings.</summary>
internal static class EstimateHead
{
    /// <param name="estimate">The estimate.</param>
    /// <param name="verdict">A class for its answer, beside the usual one.</param>
    internal static IEnumerable<Tag> Html(IEstimate estimate, string verdict = "") =>
    [
        new("p", new Tag("strong", estimate.Subject)),
        new("p", ("class", $"sz-summary {verdict}".TrimEnd()), estimate.Summary),
        .. estimate.Warnings.Select(warning => Callout.Warning(warning).ToTag()),
    ];

    internal static string Text(IEstimate estimate) => string.Join(
        '\n', [estimate.Subject, estimate.Summary, .. estimate.Warnings.Select(warning => Callout.Warning(warning).ToString())]);
}
