using System.Text.RegularExpressions;
using Sizing.Explain;

namespace Sizing.Notebook.Terms;

/// <summary>Puts the values of the inputs where the symbols of a formula stand.</summary>
internal static partial class Substitution
{
    internal static string Of(Formula formula, IEnumerable<Input> inputs)
    {
        var values = inputs.GroupBy(input => input.Symbol).ToDictionary(group => group.Key, group => Number(group.First().Value));
        return Symbol().Replace(formula.Text, match => values.GetValueOrDefault(match.Value, match.Value));
    }

    private static string Number(Amount amount) =>
        amount.IsExact && amount.Unit != Unit.Bytes ? $"{amount.Whole:N0}" : amount.ToString();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_']*")]
    private static partial Regex Symbol();
}
