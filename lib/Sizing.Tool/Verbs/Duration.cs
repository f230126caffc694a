using System.Globalization;

namespace Sizing.Tool.Verbs;

/// <summary>Times as people write them: <c>2s</c>, <c>50ms</c>; a number alone is milliseconds.</summary>
internal static class Duration
{
    /// <summary>The seconds of a text, or null without one.</summary>
    /// <exception cref="SizingException">The text is no time.</exception>
    internal static double? Seconds(string? text)
    {
        if (text is null)
            return null;
        var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1e-3)
            : text.EndsWith('s') ? (text[..^1], 1)
            : (text, 1e-3);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number * unit
            : throw new SizingException($"'{text}' is no time; write 2s or 50ms.");
    }
}
