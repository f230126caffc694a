using System.Globalization;

namespace Sizing.Notebook.Claims;

/// <summary>A computation that settles a claim, and the rule that makes a verdict of its value.</summary>
/// <param name="Settle">Computes the value and judges the claim by it.</param>
internal sealed record Check(Func<Claim, AuditedClaim> Settle)
{
    /// <summary>How far a computed value may be from the article's rounded figure.</summary>
    private const double Rounding = 0.02;

    /// <summary>Holds when the value lies within the tolerance of the article's figure or range.</summary>
    /// <param name="value">The right value, in the unit of the claim.</param>
    /// <param name="tolerance">The share by which a rounded figure may differ.</param>
    /// <param name="otherwise">The verdict when it does not hold.</param>
    /// <param name="elsewhere">Whether the claim also holds in another case that a reader would apply it to.</param>
    internal static Check Figure(
        Func<double> value, double tolerance = Rounding, Verdict otherwise = Verdict.Wrong, Func<bool>? elsewhere = null) => new(claim =>
        {
            var computed = value();
            var (low, high) = RangeOf(claim);
            return Found(claim, computed, Judge(computed >= low * (1 - tolerance) && computed <= high * (1 + tolerance), otherwise, elsewhere));
        });

    /// <summary>Holds when the value passes the rule.</summary>
    internal static Check That(
        Func<double> value, Func<double, bool> holds, Verdict otherwise = Verdict.Wrong, Func<bool>? elsewhere = null) => new(claim =>
        {
            var computed = value();
            return Found(claim, computed, Judge(holds(computed), otherwise, elsewhere));
        });

    /// <summary>Holds when the word is the article's.</summary>
    internal static Check Word(Func<string> value, Verdict otherwise = Verdict.Wrong, Func<bool>? elsewhere = null) => new(claim =>
        {
            var computed = value();
            return new(claim, AuditedClaim.WithUnit(computed, claim.Unit), null, Judge(computed == claim.Figure, otherwise, elsewhere));
        });

    private static AuditedClaim Found(Claim claim, double value, Verdict verdict) =>
        new(claim, AuditedClaim.WithUnit(Print(value), claim.Unit), value, verdict);

    private static Verdict Judge(bool holds, Verdict otherwise, Func<bool>? elsewhere) =>
        !holds ? otherwise : elsewhere?.Invoke() ?? true ? Verdict.Right : Verdict.RightWithCondition;

    private static (double Low, double High) RangeOf(Claim claim)
    {
        var numbers = claim.Figure.Split(" to ")
            .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new SizingException($"{ClaimFile.Name}: claim {claim.Id} has the figure '{claim.Figure}'; write a number or 'a to b'."))
            .ToList();
        return (numbers[0], numbers[^1]);
    }

    /// <summary>Four significant digits; whole from a thousand on.</summary>
    private static string Print(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "N0" : Math.Abs(value) >= 100 ? "0.#" : Math.Abs(value) >= 10 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
}
