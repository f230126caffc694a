using System.Collections;
using System.Globalization;
using Sizing.Explain;
using Sizing.Notebook.Formatting;
using Sizing.Notebook.Terms;

namespace Sizing.Notebook.Tables;

/// <summary>One value of a table: how it reads, its exact number, how it sorts.</summary>
internal readonly record struct Cell(string Text, Amount? Number) : IComparable<Cell>
{
    internal static Cell Of(object? value) => value switch
    {
        null => new(Labels.Unknown, null),
        string text => new(text, null),
        Term term => Of(term.Value),
        Amount amount => OfAmount(amount),
        Signed { Value: var change } => OfAmount(change) is var cell && change.Value > 0 ? cell with { Text = $"+{cell.Text}" } : cell,
        Percent { Value: var percent } => new(Share.Print(percent), Amount.Of(percent)),
        Bytes bytes => OfAmount(bytes),
        bool flag => new(flag ? Labels.Yes : Labels.No, null),
        double or float => OfAmount(Amount.Of(Convert.ToDouble(value))),
        decimal number => OfAmount(Amount.Of((double)number)),
        sbyte or byte or short or ushort or int or uint or long => OfAmount(Amount.Exact(Convert.ToInt64(value))),
        Enum name => new(Words.Of(name.ToString()), null),
        DateOnly date => new(date.ToString("yyyy-MM-dd"), null),
        IEnumerable values => new(string.Join(", ", values.Cast<object?>().Select(each => Of(each).Text)), null),
        _ => new(value.ToString() ?? Labels.Unknown, null),
    };

    /// <summary>The number for machines: bytes and counts whole, others rounded to the digits shown; null for text.</summary>
    internal string? Exact => Number is not { } number
        ? null
        : number.IsExact ? number.Whole.ToString(CultureInfo.InvariantCulture) : Digits.Print(number.Value);

    public int CompareTo(Cell other) => (Number, other.Number) switch
    {
        ({ } left, { } right) => left.CompareTo(right),
        (null, null) => string.CompareOrdinal(Text, other.Text),
        (null, _) => 1,
        (_, null) => -1,
    };

    private static Cell OfAmount(Amount amount)
    {
        if (!double.IsFinite(amount.Value))
            return new(Labels.Unknown, null);
        var shown = amount.IsExact ? amount : Amount.Of(Digits.Round(amount.Value), amount.Unit);
        return new(shown.ToString(), shown);
    }
}
