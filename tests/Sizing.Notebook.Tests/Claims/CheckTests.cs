using Sizing.Notebook.Claims;

namespace Sizing.Notebook.Tests.Claims;

public sealed class CheckTests
{
    private static readonly Claim Sixteen = new("A1.12", "8 billion × 2 bytes", "16", "GB", Verdict.Right, "", "weights", "", "arithmetic", "2026-08", "");

    [Theory]
    [InlineData(16.3, Verdict.Right)]
    [InlineData(15.7, Verdict.Right)]
    [InlineData(16.4, Verdict.Wrong)]
    [InlineData(15.6, Verdict.Wrong)]
    public void A_figure_may_be_rounded_by_two_percent(double value, Verdict verdict) =>
        Assert.Equal(verdict, Check.Figure(() => value).Settle(Sixteen).Verdict);

    [Fact]
    public void A_range_holds_what_lies_inside() =>
        Assert.Equal(Verdict.Right, Check.Figure(() => 70).Settle(Sixteen with { Figure = "64 to 80" }).Verdict);

    [Fact]
    public void A_claim_that_fails_elsewhere_holds_with_a_condition() =>
        Assert.Equal(Verdict.RightWithCondition, Check.Figure(() => 16, elsewhere: () => false).Settle(Sixteen).Verdict);

    [Fact]
    public void A_claim_that_does_not_hold_gets_the_verdict_of_its_kind() =>
        Assert.Equal(Verdict.Misleading, Check.That(() => 1, value => value > 2, Verdict.Misleading, () => true).Settle(Sixteen).Verdict);

    [Fact]
    public void A_word_must_be_the_articles() =>
        Assert.Equal((Verdict.Wrong, "Ada GB"), Check.Word(() => "Ada").Settle(Sixteen with { Figure = "Ampere" }) is var found ? (found.Verdict, found.Computed) : default);

    [Fact]
    public void A_figure_that_is_no_number_is_refused_with_its_claim() => Assert.Equal(
        "claims.csv: claim A1.12 has the figure 'many'; write a number or 'a to b'.",
        Assert.Throws<SizingException>(() => Check.Figure(() => 1).Settle(Sixteen with { Figure = "many" })).Message);

    [Fact]
    public void A_row_with_a_computation_and_a_reason_is_refused()
    {
        const string Header = "id,claim,article_figure,unit,verdict,correct,computation,reason,source,as_of,lesson";

        var error = Assert.Throws<SizingException>(() => ClaimFile.Read($"{Header}\nA1.1,a claim,,,right,,weights,a question,arithmetic,2026-08,\n"));

        Assert.Contains("fill exactly one of the two columns", error.Message, StringComparison.Ordinal);
    }
}
