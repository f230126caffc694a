using System.Text.RegularExpressions;

namespace Sizing.Explain;

/// <summary>Puts the values of the inputs where the symbols of a formula stand.</summary>
public static partial class Substitution
{
    /// <summary>Returns the formula with its values, or null where it names none of the inputs.</summary>
    public static string? Of(Formula formula, IEnumerable<Input> inputs)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var values = inputs.GroupBy(input => input.Symbol).ToDictionary(group => group.Key, group => Number(group.First().Value));
        var substituted = Symbol().Replace(formula.Text, match => values.GetValueOrDefault(match.Value, match.Value));
        return substituted == formula.Text ? null : substituted;
    }

    private static string Number(Amount amount) =>
        amount.IsExact && amount.Unit != Unit.Bytes ? $"{amount.Whole:N0}" : amount.ToString();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_']*")]
    private static partial Regex Symbol();
}
