using Sizing.Explain;

namespace Sizing.Tests.Explain;

public sealed class TermTests
{
    private static readonly Term Three = Term.Given("three", TermKind.Weights, new Bytes(3));
    private static readonly Term Four = Term.Given("four", TermKind.KvCache, new Bytes(4));

    [Fact]
    public void The_children_of_a_sum_add_up_to_it() => Assert.Equal(7, Term.Sum("sum", TermKind.Other, Three, Four).Value.Whole);

    [Fact]
    public void A_maximum_is_the_largest_of_its_children() => Assert.Equal(4, Term.Maximum("peak", TermKind.Other, Three, Four).Value.Whole);

    [Fact]
    public void A_walk_shows_parents_before_children_with_their_depth()
    {
        var tree = Term.Sum("all", TermKind.Other, Term.Sum("part", TermKind.Other, Three), Four);

        Assert.Equal(
            [("all", 0), ("part", 1), ("three", 2), ("four", 1)],
            tree.Walk().Select(step => (step.Term.Name, step.Depth)));
    }

    [Fact]
    public void Amounts_of_different_units_cannot_be_added() =>
        Assert.Throws<InvalidOperationException>(() => Term.Sum("nonsense", TermKind.Other, Three, Term.Given("tokens", TermKind.Other, Amount.Exact(1, Unit.Tokens))));

    [Fact]
    public void A_computed_term_shows_the_formula_and_the_source_that_its_method_declares()
    {
        var formula = Formula.Of(RulesOfThumb.OptimizerOfA2);

        Assert.Equal("RulesOfThumb.OptimizerOfA2", formula.Name);
        Assert.Equal("P · 4 · k", formula.Text);
        Assert.Contains(formula.Sources, source => source.Title.StartsWith("A2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_method_without_a_formula_cannot_explain_a_term() =>
        Assert.Throws<ArgumentException>(() => Formula.Of(RulesOfThumb.OptimizerMultiplierOfA2));

    [Theory]
    [InlineData(16_060_522_496, Unit.Bytes, "14.96 GiB")]
    [InlineData(8_030_261_248, Unit.Parameters, "8,030,261,248 parameters")]
    [InlineData(131_072, Unit.BytesPerToken, "131,072 B/token")]
    public void A_whole_amount_prints_with_its_unit(long value, Unit unit, string expected) =>
        Assert.Equal(expected, Amount.Exact(value, unit).ToString());

    [Theory]
    [InlineData(0.0042, Unit.Seconds, "4.2 ms")]
    [InlineData(1.5, Unit.Dollars, "$1.50")]
    [InlineData(1e300, Unit.Dollars, "$1e+300")]
    [InlineData(4.8944, Unit.BitsPerWeight, "4.8944 bits/weight")]
    public void A_real_amount_prints_with_its_unit(double value, Unit unit, string expected) =>
        Assert.Equal(expected, Amount.Of(value, unit).ToString());
}
