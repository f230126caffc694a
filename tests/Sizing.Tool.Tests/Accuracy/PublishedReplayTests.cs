using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>Figures of papers, by their own formulas; expected values are the papers'.</summary>
[Collection(CommittedRows.Collection)]
public sealed class PublishedReplayTests(CommittedRows committed)
{
    private IReadOnlyList<Replayed> Rows => committed.Report("training.csv").Rows;

    [Theory]
    [InlineData("korth-001", 0.70, 0.01)]
    [InlineData("korth-002", 0.65, 0.01)]
    [InlineData("mega-bpp-003", 16, 0)]
    [InlineData("zero-txt-007", 12e9, 0)]
    [InlineData("ptd-001", 84.82, 0.03)]
    [InlineData("usp-003", 104.17e9, 0.001)]
    public void A_published_figure_follows_from_its_formula(string id, double printed, double tolerance) =>
        Assert.InRange(Rows.Single(row => row.Row.Id == id).Predicted!.Value / printed, 1 - tolerance, 1 + tolerance);

    /// <summary>ZeRO, arXiv:1910.02054, Table 2: what was reached is less than the theory (7.6 and 30.4 billion), in which states alone fill 32 GB.</summary>
    [Theory]
    [InlineData("zero-t2-001", 6.2e9)]
    [InlineData("zero-t2-003", 25e9)]
    public void The_largest_model_of_zero_1_leaves_room_for_the_process(string id, double reached) =>
        Assert.InRange(Rows.Single(row => row.Row.Id == id).Predicted!.Value / reached, 0.95, 1.05);

    /// <summary>The paper does not say whether its G are GB or GiB; the nearer reading counts.</summary>
    [Fact]
    public void No_cell_of_galores_second_table_differs_by_more_than_12_percent() => Assert.All(
        Rows.Where(row => row.Row.Id.StartsWith("galore-t2-", StringComparison.Ordinal)),
        row => Assert.InRange(Math.Min(Math.Abs(row.Error!.Value), Math.Abs((1 + row.Error.Value) / 1.073741824 - 1)), 0, 0.12));
}
