namespace Sizing.Notebook.Tests;

public sealed class ApprovedOutputTests
{
    [Fact]
    public void A_breakdown_reads_as_approved()
    {
        Approval.Verify("breakdown.txt", Breakdown.Of(Samples.Training()).ToString());
        Approval.Verify("breakdown.html", Breakdown.Of(Samples.Training()).ToHtml());
    }

    [Fact]
    public void A_table_reads_as_approved()
    {
        var table = Samples.Deployments.ToTable("Deployments");

        Approval.Verify("table.txt", table.ToString());
        Approval.Verify("table.html", table.ToHtml());
        Approval.Verify("table.md", table.ToMarkdown());
    }

    [Fact]
    public void A_comparison_reads_as_approved() =>
        Approval.Verify("comparison.txt", Compare.Of(Samples.Deployments[0].Memory, Samples.Deployments[3].Memory, "8B", "13B").ToString());

    [Fact]
    public void A_formula_card_reads_as_approved() => Approval.Verify("formula-card.html", FormulaCard.Of(Samples.Training().Children[1]).ToHtml());

    [Fact]
    public void An_exercise_folds_its_answer() => Approval.Verify("exercise.html", new Exercise("How much is it?", new Bytes(16_060_522_496), "Two bytes each.").ToHtml());

    [Theory]
    [InlineData("bars")]
    [InlineData("lines")]
    [InlineData("scatter")]
    [InlineData("heatmap")]
    public void A_chart_is_drawn_as_approved(string name)
    {
        var chart = name switch
        {
            "bars" => Samples.Bars(),
            "lines" => Samples.Lines(),
            "scatter" => Samples.Scatter(),
            _ => Samples.Heatmap(),
        };

        Approval.Verify($"{name}.svg", chart.ToSvg());
        Approval.Verify($"{name}.json", chart.ToPlotlyJson());
        Approval.Verify($"{name}.txt", chart.ToString());
    }
}
