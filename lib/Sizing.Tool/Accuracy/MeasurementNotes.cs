using System.Globalization;

namespace Sizing.Tool.Accuracy;

/// <summary>What the notes of a measured row say in a form that a program can read.</summary>
internal static class MeasurementNotes
{
    /// <summary>Whether the notes contain a text.</summary>
    internal static bool Notes(this Measurement row, string text) => row.Text("notes").Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a column holds true.</summary>
    internal static bool Flag(this Measurement row, string column) => row.Text(column) == "true";

    /// <summary>A number that the notes give as <c>key=value</c>, or null.</summary>
    internal static double? Noted(this Measurement row, string key) => row.NumberAfter(key + "=");

    /// <summary>The number behind some words of the notes, or null.</summary>
    internal static double? NumberAfter(this Measurement row, string words)
    {
        var notes = row.Text("notes");
        var start = notes.IndexOf(words, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var digits = new string([.. notes[(start + words.Length)..].TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]);
        return double.TryParse(digits.TrimEnd('.'), CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The tokens of a training that the notes print as <c>tokens 2.0T</c>, or null.</summary>
    internal static double? NotedTokens(this Measurement row)
    {
        const string Before = "tokens ";
        var words = row.Text("notes").Split(Before).Skip(1).Select(rest => rest.Replace("up to ", "", StringComparison.Ordinal));
        return words.Select(Trillions).OfType<double>().Cast<double?>().FirstOrDefault();
    }

    private static double? Trillions(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var end && double.TryParse(text[..end], CultureInfo.InvariantCulture, out var count) ? count * 1e12 : null;
}
