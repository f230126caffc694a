namespace Sizing.Notebook.Tests.Terms;

public sealed class BreakdownTests
{
    [Fact]
    public void The_text_has_formula_substituted_numbers_symbols_and_source()
    {
        var text = Breakdown.Of(Samples.Training()).ToString();

        Assert.Contains("= P · 4 · k", text, StringComparison.Ordinal);
        Assert.Contains("= 7,000,000,000 · 4 · 3", text, StringComparison.Ordinal);
        Assert.Contains("k = 3: multiplier of the optimizer", text, StringComparison.Ordinal);
        Assert.Contains("Source: A2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_are_of_the_whole()
    {
        // 15 + 3 + 2 = 20 GiB.
        var table = Samples.Memory(15, 3, 2).ToTable();

        Assert.Equal("Term,Value,Share\r\nMemory,21474836480,100\r\nWeights,16106127360,75\r\nKV cache,3221225472,15\r\nOverhead,2147483648,10\r\n", table.ToCsv());
    }

    [Fact]
    public void A_card_of_a_sum_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<SizingException>(() => FormulaCard.Of(Samples.Memory(1, 1, 1)));

        Assert.Equal("'Memory' has no formula of its own: it is a sum, a maximum or a given number. Show its breakdown instead.", error.Message);
    }

    [Fact]
    public void An_exercise_computes_its_answer_and_keeps_it_folded()
    {
        var answer = HtmlTests.Parse(new Exercise("How much?", new Bytes(2048)).ToHtml()).QuerySelector("details.sz-answer")!;

        Assert.Contains("2.00 KiB", answer.TextContent, StringComparison.Ordinal);
        Assert.Null(answer.GetAttribute("open"));
    }
}
