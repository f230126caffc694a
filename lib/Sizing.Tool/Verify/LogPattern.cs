using System.Text.RegularExpressions;

namespace Sizing.Tool.Verify;

/// <summary>
/// A kind of line that an engine logs. The groups of the expression are named after what they hold: a quantity of the measurements, or a
/// setting. A group <c>plus_…</c> is added to the quantity of the same line.
/// </summary>
/// <param name="mark">Text that every such line contains; others are not looked at further.</param>
/// <param name="expression">The expression; it is matched in linear time.</param>
internal sealed class LogPattern(string mark, string expression)
{
    private readonly Lazy<Regex> regex = new(() => new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    /// <summary>Text that every such line contains.</summary>
    internal string Mark => mark;

    /// <summary>The names of the groups.</summary>
    internal IEnumerable<string> Names => regex.Value.GetGroupNames().Where(IsNamed);

    /// <summary>Whether memory is printed in MiB and not in GiB.</summary>
    internal bool InMib { get; init; }

    /// <summary>Whether the line may stand for any rank; figures are read from the first rank alone otherwise.</summary>
    internal bool OfEveryRank { get; init; }

    /// <summary>The groups that a line fills, with their text; none where the line is another one.</summary>
    internal IEnumerable<(string Name, string Text)> Read(string line)
    {
        if (!line.Contains(mark, StringComparison.Ordinal))
            yield break;
        var match = regex.Value.Match(line);
        if (!match.Success)
            yield break;
        foreach (var group in match.Groups.Values.Where(group => group.Success && IsNamed(group.Name)))
            yield return (group.Name, group.Value);
    }

    private static bool IsNamed(string group) => !char.IsAsciiDigit(group[0]);
}
