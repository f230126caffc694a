using System.Globalization;

namespace Sizing.Notebook.Formatting;

/// <summary>Rounds doubles to the digits that are shown, so that outputs are equal on every processor.</summary>
internal static class Digits
{
    private const double WholeFrom = 1e5;
    private const double WholeTo = 1e15;

    /// <summary>Returns six significant digits, and the whole part of larger numbers.</summary>
    internal static double Round(double value) => Math.Abs(value) is >= WholeFrom and < WholeTo
        ? Math.Round(value)
        : double.Parse(value.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Prints the rounded number for a machine to read.</summary>
    internal static string Print(double value) => Round(value).ToString("R", CultureInfo.InvariantCulture);
}
