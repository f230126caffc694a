using System.Text.RegularExpressions;

namespace Sizing.Data;

/// <summary>Names of instances, as people type them: a GPU, with or without the word MIG, and a profile: <c>A100 80GB 3g.40gb</c>.</summary>
internal static partial class MigNames
{
    /// <summary>The GPU and the profile that a name stands for, or null where it ends with no profile.</summary>
    internal static (string Gpu, string Profile)? Split(string name)
    {
        var match = Instance().Match(name);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value.ToLowerInvariant()) : null;
    }

    [GeneratedRegex(@"^(.*?\S)(?:[\s,:-]+MIG)?[\s,:-]+(\dg\.\d+gb)$", RegexOptions.IgnoreCase)]
    private static partial Regex Instance();
}
