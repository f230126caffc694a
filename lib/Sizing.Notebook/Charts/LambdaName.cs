using System.Text.RegularExpressions;

namespace Sizing.Notebook.Charts;

/// <summary>Finds what a lambda is about.</summary>
internal static partial class LambdaName
{
    /// <summary>Returns the last name in the text of a lambda, leaving out what only converts or picks a unit.</summary>
    internal static string Of(string lambda) =>
        Name().Matches(lambda).Select(match => match.Value).LastOrDefault(name => name is not ("Value" or "Count" or "Name" or "InGiB" or "InGB" or "ToString"), lambda);

    [GeneratedRegex(@"[A-Z]\w*")]
    private static partial Regex Name();
}
