using System.Text.Json.Nodes;
using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>One cell of a heatmap.</summary>
internal sealed record HeatCell(string Column, string Row, Amount? Value);

/// <summary>A field of cells coloured by value.</summary>
internal sealed record HeatPlot(string Title, Axis X, Axis Y, Axis Value, IReadOnlyList<HeatCell> Cells) : Plot(Title, X, Y)
{
    internal override string KindName => Labels.Heatmap;

    private protected override Axis? AxisOfAmounts => null;

    internal IReadOnlyList<string> Columns() => [.. Cells.Select(cell => cell.Column).Distinct()];

    internal IReadOnlyList<string> Rows() => [.. Cells.Select(cell => cell.Row).Distinct()];

    internal static HeatPlot Make(IReadOnlyList<HeatCell> cells, string xName, string yName, string valueName)
    {
        var scale = UnitScale.For([.. cells.Select(cell => cell.Value).OfType<Amount>()]);
        var value = new Axis(valueName, scale);
        return new(value.Title, new(xName, UnitScale.For([])), new(yName, UnitScale.For([])), value, cells);
    }

    internal Amount? ValueAt(string row, string column) => Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column)?.Value;

    internal override Table Data()
    {
        var columns = Columns();
        return new(
            columns.Select(column => new Column(column, column)).Prepend(new($"{Y.Name} \\ {X.Name}", nameof(HeatCell.Row))),
            Rows().Select(row => (IReadOnlyList<object?>)[row, .. columns.Select(column => (object?)ValueAt(row, column))]));
    }

    internal override Tag Svg() => HeatSvg.Draw(this);

    internal override JsonObject Figure() => HeatFigure.Make(this);

    private protected override string Subject() => Labels.Cells(Value.Title, X.Title, Y.Title, Rows().Count, Columns().Count);

    private protected override IEnumerable<Amount> Values() => Cells.Select(cell => cell.Value).OfType<Amount>();
}
