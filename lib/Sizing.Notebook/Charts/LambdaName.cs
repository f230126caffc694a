using System.Text.RegularExpressions;

namespace Sizing.Notebook.Charts;

/// <summary>Finds what a lambda is about.</summary>
internal static partial class LambdaName
{
    private static readonly HashSet<string> Conversions = ["Value", "Count", "Name", "ToString"];
    private static readonly HashSet<string> UnitsOfBytes = ["InGiB", "InGB", "InMiB"];

    /// <summary>
    /// Returns the last property that the text of a lambda names, with the unit that it is converted to; null where it names none
    /// or puts several together.
    /// </summary>
    internal static string? Of(string lambda)
    {
        if (lambda.Contains("$\"", StringComparison.Ordinal))
            return null;
        List<string> names = [.. Name().Matches(lambda).Select(match => match.Value).Where(name => !Conversions.Contains(name))];
        var unit = names.LastOrDefault(UnitsOfBytes.Contains);
        var subject = names.LastOrDefault(name => !UnitsOfBytes.Contains(name));
        return subject is null ? null : subject + unit;
    }

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Name();
}
