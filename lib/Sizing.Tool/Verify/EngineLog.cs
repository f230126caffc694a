using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Sizing.Tool.Verify;

/// <summary>What the startup log of an engine says: its settings, and the figures that it measured. The first mention of each counts.</summary>
/// <param name="engine">The name of the engine.</param>
/// <param name="patterns">The lines that it logs.</param>
internal sealed partial class EngineLog(string engine, IReadOnlyList<LogPattern> patterns)
{
    private const string Sum = "plus_";

    /// <summary>The lines still looked for: of a line whose every group is known, a further one says nothing.</summary>
    private readonly List<LogPattern> open = [.. patterns];
    private readonly Dictionary<string, string> settings = [];
    private readonly Dictionary<string, LoggedFigure> figures = [];
    private SearchValues<string> marks = MarksOf(patterns);

    /// <summary>The name of the engine, as in the measurements.</summary>
    internal string Engine => engine;

    /// <summary>The figures, in the order of the log.</summary>
    internal IReadOnlyCollection<LoggedFigure> Figures => figures.Values;

    /// <summary>Other engines whose figures the same file holds.</summary>
    internal IReadOnlyList<string> Others { get; set; } = [];

    /// <summary>How many settings were read.</summary>
    internal int Settings => settings.Count;

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
        if (!line.AsSpan().ContainsAny(marks))
            return;
        var other = OtherRank().IsMatch(line.AsSpan(0, Math.Min(line.Length, 80)));
        var filled = open.Where(pattern => Take(pattern, line, other && !pattern.OfEveryRank) && pattern.Names.All(IsKnown)).ToList();
        if (filled.Count == 0)
            return;
        open.RemoveAll(filled.Contains);
        marks = MarksOf(open);
    }

    private static SearchValues<string> MarksOf(IEnumerable<LogPattern> patterns) =>
        SearchValues.Create([.. patterns.Select(pattern => pattern.Mark)], StringComparison.Ordinal);

    private bool IsKnown(string name) => settings.ContainsKey(name) || figures.ContainsKey(QuantityOf(name));

    /// <summary>Takes in what one pattern finds in a line; whether it found anything.</summary>
    private bool Take(LogPattern pattern, string line, bool skipFigures)
    {
        var known = new HashSet<string>(figures.Keys);
        var understood = false;
        foreach (var (name, text) in pattern.Read(line))
        {
            understood = true;
            var quantity = QuantityOf(name);
            if (!LoggedFigure.Knows(quantity))
                settings.TryAdd(name, text.Trim());
            else if (!skipFigures && !known.Contains(quantity) && ParseNumber(text) is { } number)
                Add(LoggedFigure.Of(quantity, number, pattern.InMib));
        }

        return understood;
    }

    private static string QuantityOf(string group) => group.StartsWith(Sum, StringComparison.Ordinal) ? group[Sum.Length..] : group;

    private void Add(LoggedFigure figure) =>
        figures[figure.Quantity] = figures.TryGetValue(figure.Quantity, out var first) ? first.Plus(figure) : figure;

    /// <summary>A number with or without separators, or null where it is zero or absurd.</summary>
    private static double? ParseNumber(string text) =>
        double.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < 1e12 ? number : null;

    [GeneratedRegex(@"(?:TP|PP|DP)[1-9]|rank=[1-9]|VllmWorkerProcess")]
    private static partial Regex OtherRank();
}
