using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Sizing.Models.Formats;

/// <summary>
/// A list of modules as quantization configs write it: whole names, parts of names, wildcards, and <c>re:</c> regular expressions.
/// </summary>
internal sealed class ModuleFilter
{
    private const int LongestPattern = 1_000;
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<string> wildcards = [];
    private readonly List<Regex> expressions = [];

    internal ModuleFilter(IEnumerable<string> patterns)
    {
        foreach (var pattern in patterns.Where(pattern => !IsVision(pattern)))
            Add(pattern);
    }

    /// <summary>Whether the list names every linear layer by its class.</summary>
    internal bool NamesLinear => names.Contains("Linear");

    /// <summary>Whether the list names the module, a part of its name, or a block that it is in.</summary>
    internal bool Names(string module) =>
        (names.Count > 0 && ModuleNames.Runs(module).Any(names.Contains))
        || wildcards.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, module, ignoreCase: false))
        || expressions.Any(expression => Matches(expression, module));

    private static bool IsVision(string pattern) =>
        pattern.Contains("vision", StringComparison.Ordinal) || pattern.Contains("visual", StringComparison.Ordinal);

    private void Add(string pattern)
    {
        if (pattern.StartsWith("re:", StringComparison.Ordinal))
            expressions.Add(Expression(pattern[3..]));
        else if (pattern.Contains('*', StringComparison.Ordinal))
            AddWildcard(ModuleNames.Canonical(pattern));
        else
            names.Add(ModuleNames.Canonical(pattern));
    }

    /// <summary>A wildcard names the blocks that it matches too, with all that is in them.</summary>
    private void AddWildcard(string pattern)
    {
        wildcards.Add(pattern);
        if (!pattern.EndsWith('*'))
            wildcards.Add(pattern + ".*");
    }

    private static Regex Expression(string pattern)
    {
        if (pattern.Length > LongestPattern)
            throw new SizingException($"A pattern of quantization_config has {pattern.Length} characters; at most {LongestPattern} are read.");
        try
        {
            return new(pattern, RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (ArgumentException problem)
        {
            throw new SizingException($"The pattern 're:{pattern}' of quantization_config is not a regular expression.", problem);
        }
    }

    private static bool Matches(Regex expression, string module)
    {
        try
        {
            return expression.IsMatch("model." + module);
        }
        catch (RegexMatchTimeoutException problem)
        {
            throw new SizingException($"The pattern 're:{expression}' of quantization_config takes too long to match.", problem);
        }
    }
}
