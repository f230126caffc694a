using System.Globalization;
using Sizing.Notebook.Claims;

namespace Sizing.Notebook.Tests.Claims;

public sealed class ClaimsAuditTests
{
    [Fact]
    public void Every_claim_of_the_four_articles_appears_once_and_in_order() => Assert.Equal(
        new[] { ("A1", 34), ("A2", 46), ("A3", 43), ("A4", 114) }
            .SelectMany(article => Enumerable.Range(1, article.Item2).Select(number => $"{article.Item1}.{number}")),
        ClaimsAudit.Rows().Select(row => row.Id));

    [Fact]
    public void Every_computed_verdict_is_the_one_of_the_file() => Assert.Equal(
        [],
        ClaimsAudit.Rows()
            .Where(row => row.Verdict != row.Claim.Verdict)
            .Select(row => $"{row.Id}: computed {row.Computed}, so {row.Verdict}; the file says {row.Claim.Verdict}"));

    [Fact]
    public void Every_computed_value_is_the_one_of_its_source_within_three_percent() => Assert.Equal(
        [],
        ClaimsAudit.Rows()
            .Where(row => row.Value is { } value && Correct(row.Claim) is { } correct && Math.Abs(value - correct) > 0.03 * Math.Abs(correct))
            .Select(row => $"{row.Id}: computed {row.Value}, the source has {row.Claim.Correct}"));

    [Fact]
    public void A_claim_names_a_computation_exactly_when_the_library_computes_it() => Assert.Equal(
        ClaimsAudit.Rows().Where(row => row.Claim.IsComputable).Select(row => row.Id).Order(StringComparer.Ordinal),
        ClaimsAudit.Checks.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_claim_that_nothing_computes_says_why_and_where_it_can_be_read() => Assert.All(
        ClaimsAudit.Rows().Where(row => !row.IsComputed),
        row => Assert.True(row.SettledBy.Length > 0 && row.Claim.Source.Length > 0, row.Id));

    [Fact]
    public void An_article_that_is_not_there_is_refused() =>
        Assert.Equal("The audit has no article 'A5'; it has A1, A2, A3 and A4.", Assert.Throws<SizingException>(() => ClaimsAudit.Rows("A5")).Message);

    private static double? Correct(Claim claim) =>
        double.TryParse(claim.Correct, NumberStyles.Float, CultureInfo.InvariantCulture, out var correct) ? correct : null;
}
