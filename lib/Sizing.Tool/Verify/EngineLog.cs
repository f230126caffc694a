using System.Globalization;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Verify;

/// <summary>What the startup log of an engine says: its settings, and the figures that it measured. The first mention of each counts.</summary>
/// <param name="engine">The name of the engine.</param>
/// <param name="patterns">The lines that it logs.</param>
internal sealed partial class EngineLog(string engine, IReadOnlyList<LogPattern> patterns)
{
    private const string Sum = "plus_";

    private readonly Dictionary<string, string> settings = [];
    private readonly Dictionary<string, LoggedFigure> figures = [];

    /// <summary>The name of the engine, as in the measurements.</summary>
    internal string Engine => engine;

    /// <summary>The figures, in the order of the log.</summary>
    internal IReadOnlyCollection<LoggedFigure> Figures => figures.Values;

    /// <summary>How many lines were understood.</summary>
    internal int Understood { get; private set; }

    /// <summary>A setting as the log writes it, or null; <c>None</c> and <c>auto</c> are the engine's default, that is null.</summary>
    internal string? Setting(string name) => settings.GetValueOrDefault(name) is { } text && text is not ("None" or "auto" or "null") ? text : null;

    /// <summary>A setting that is a number above zero, or null.</summary>
    internal double? Number(string name) =>
        double.TryParse(Setting(name)?.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number > 0 ? number : null;

    /// <summary>A figure, or null where the log lacks it.</summary>
    internal LoggedFigure? Figure(string quantity) => figures.GetValueOrDefault(quantity);

    /// <summary>Takes in a line.</summary>
    internal void Read(string line)
    {
        var other = OtherRank().IsMatch(line.AsSpan(0, Math.Min(line.Length, 80)));
        foreach (var pattern in patterns)
            Take(pattern, line, other && !pattern.OfEveryRank);
    }

    private void Take(LogPattern pattern, string line, bool skipFigures)
    {
        var known = new HashSet<string>(figures.Keys);
        var understood = false;
        foreach (var (name, text) in pattern.Read(line))
        {
            understood = true;
            var quantity = name.StartsWith(Sum, StringComparison.Ordinal) ? name[Sum.Length..] : name;
            if (!LoggedFigure.Knows(quantity))
                settings.TryAdd(name, text.Trim());
            else if (!skipFigures && !known.Contains(quantity) && ParseNumber(text) is { } number)
                Add(LoggedFigure.Of(quantity, number, pattern.InMib));
        }

        if (understood)
            Understood++;
    }

    private void Add(LoggedFigure figure) =>
        figures[figure.Quantity] = figures.TryGetValue(figure.Quantity, out var first) ? first.Plus(figure) : figure;

    /// <summary>A number with or without separators, or null where it is zero or absurd.</summary>
    private static double? ParseNumber(string text) =>
        double.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 1e12 ? number : null;

    [GeneratedRegex(@"(?:TP|PP|DP)[1-9]|rank=[1-9]|VllmWorkerProcess")]
    private static partial Regex OtherRank();
}
