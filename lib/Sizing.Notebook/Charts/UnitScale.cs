using Sizing.Explain;
using Sizing.Notebook.Formatting;

namespace Sizing.Notebook.Charts;

/// <summary>The unit of an axis: amounts are divided by one number, so that the largest of them reads well.</summary>
internal sealed record UnitScale(Unit Unit, string Symbol, double Divisor)
{
    private const double Kibi = 1024;
    private static readonly (double Divisor, string Prefix)[] Binary = [(Kibi * Kibi * Kibi, "Gi"), (Kibi * Kibi, "Mi"), (Kibi, "Ki")];
    private static readonly (double Divisor, string Prefix)[] Decimal = [(1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M")];

    /// <summary>Returns the scale of amounts of one unit.</summary>
    /// <exception cref="SizingException">The amounts are of several units, or one is not a finite number.</exception>
    internal static UnitScale For(IReadOnlyCollection<Amount> amounts)
    {
        if (amounts.Count == 0)
            return new(Unit.None, "", 1);
        List<Unit> units = [.. amounts.Select(amount => amount.Unit).Distinct()];
        if (units.Count > 1)
            throw new SizingException($"One axis of a chart cannot show {units[0]} and {units[1]}; give both in one unit.");
        if (amounts.Any(amount => !double.IsFinite(amount.Value)))
            throw new SizingException("A chart cannot show a value that is infinite or not a number; leave that record out.");
        var largest = amounts.Max(amount => Math.Abs(amount.Value));
        var symbol = amounts.First().UnitSymbol;
        return units[0] switch
        {
            Unit.Bytes or Unit.BytesPerToken or Unit.BytesPerSequence => Prefixed(units[0], symbol, largest, Binary),
            Unit.BytesPerSecond or Unit.Flops or Unit.FlopsPerSecond => Prefixed(units[0], symbol, largest, Decimal),
            Unit.Parameters when largest >= 1e9 => new(units[0], $"billion {symbol}", 1e9),
            Unit.Seconds when largest < 1 => new(units[0], "ms", 1e-3),
            var unit => new(unit, symbol, 1),
        };
    }

    internal double Of(Amount amount) => Digits.Round(amount.Value / Divisor);

    private static UnitScale Prefixed(Unit unit, string symbol, double largest, (double Divisor, string Prefix)[] prefixes)
    {
        var (divisor, prefix) = prefixes.FirstOrDefault(each => largest >= each.Divisor, (1, ""));
        return new(unit, prefix + symbol, divisor);
    }
}
