using Sizing.Explain;

namespace Sizing.Tests.Explain;

public sealed class DifferenceTests
{
    private static readonly Term Before = Term.Sum("all", TermKind.Other, Given("weights", 16), Given("kv", 8));
    private static readonly Term After = Term.Sum("all", TermKind.Other, Given("kv", 4), Given("weights", 16), Given("graphs", 1));

    [Fact]
    public void Terms_are_matched_by_name_and_those_on_one_side_only_count_as_zero_on_the_other() => Assert.Equal(
        [("all", 0, -3L), ("weights", 1, 0L), ("kv", 1, -4L), ("graphs", 1, 1L)],
        Difference.Between(Before, After).Select(each => (each.Name, each.Depth, each.Change.Whole)));

    [Fact]
    public void A_comparison_the_other_way_round_has_the_opposite_signs() => Assert.Equal(
        Difference.Between(Before, After).OrderBy(each => each.Name).Select(each => -each.Change.Whole),
        Difference.Between(After, Before).OrderBy(each => each.Name).Select(each => each.Change.Whole));

    [Fact]
    public void Different_units_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => Difference.Between(Before, Term.Given("speed", TermKind.Other, Amount.Of(1, Unit.TokensPerSecond))));

    private static Term Given(string name, long bytes) => Term.Given(name, TermKind.Other, new Bytes(bytes));

    [Fact]
    public void What_an_unchanged_term_is_made_of_is_left_out()
    {
        var same = Term.Sum("same", TermKind.Other, Term.Given("inside", TermKind.Weights, new Bytes(1)));
        Term Whole(long changed) => Term.Sum("whole", TermKind.Other, same, Term.Given("changed", TermKind.KvCache, new Bytes(changed)));

        Assert.Equal(["whole", "same", "changed"], Difference.Between(Whole(1), Whole(2)).Select(each => each.Name));
    }
}
