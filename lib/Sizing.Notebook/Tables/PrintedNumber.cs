using System.Globalization;
using System.Text.RegularExpressions;
using Sizing.Explain;

namespace Sizing.Notebook.Tables;

/// <summary>A number that is not exact, as a cell prints it.</summary>
/// <param name="Sign">The plus of a difference, or nothing.</param>
/// <param name="Value">The number, in the unit that is printed.</param>
/// <param name="Decimals">How many decimals are printed.</param>
/// <param name="Suffix">The unit, as it is printed after the number.</param>
/// <param name="Digits">How many digits such a number is rounded to.</param>
internal readonly partial record struct PrintedNumber(string Sign, double Value, int Decimals, string Suffix, int Digits)
{
    private const int DigitsOfEstimate = 4;
    private const int DigitsOfNumber = 6;

    /// <summary>How many decimals the number has when it is printed with all its digits.</summary>
    internal int MostDecimals => Value == 0 ? 0 : Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(Value)));

    /// <summary>Reads a cell; null where it holds no plain number.</summary>
    internal static PrintedNumber? Of(Cell cell)
    {
        if (cell.Number is not { IsExact: false, Unit: not (Unit.Dollars or Unit.Bytes) } amount
            || Pattern().Match(cell.Text) is not { Success: true } match)
            return null;
        var suffix = match.Groups["suffix"].Value;
        var isEstimate = amount.Unit is Unit.Seconds or Unit.TokensPerSecond or Unit.RequestsPerSecond or Unit.Watts or Unit.Joules;
        return new(
            match.Groups["sign"].Value,
            suffix == " ms" ? amount.Value * 1000 : amount.Value,
            match.Groups["decimals"].Length,
            suffix,
            isEstimate ? DigitsOfEstimate : DigitsOfNumber);
    }

    /// <summary>Prints the number with so many decimals.</summary>
    internal string Print(int decimals) => $"{Sign}{((decimal)Value).ToString($"N{decimals}", CultureInfo.InvariantCulture)}{Suffix}";

    [GeneratedRegex(@"^(?<sign>\+?)-?[\d,]+(?:\.(?<decimals>\d+))?(?<suffix>(?: .*)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
