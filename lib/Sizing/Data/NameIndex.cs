namespace Sizing.Data;

/// <summary>
/// Finds things by the names people type: in any case, with any separators, without the organisation before a slash,
/// by an alias, or by the first whole words of a name that only one of them has.
/// </summary>
/// <param name="kind">What is named, for messages: <c>Model</c>, <c>GPU</c>.</param>
/// <param name="names">Each id with its aliases.</param>
internal sealed class NameIndex(string kind, IReadOnlyList<(string Id, IReadOnlyList<string> Aliases)> names)
{
    private const int MostCandidates = 8;

    /// <summary>Returns the id that a name stands for.</summary>
    /// <exception cref="SizingException">No id has the name, or several do.</exception>
    internal string Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wanted = Normalize(name);
        if (wanted.Length == 0)
            throw new SizingException($"{kind} name '{name}' is empty.");
        return Single(name, entry => Spellings(entry).Any(spelling => Normalize(spelling) == wanted))
            ?? Single(name, entry => Spellings(entry).Any(spelling => StartsWithWords(spelling, wanted)))
            ?? throw Unknown(name, wanted);
    }

    /// <summary>Lower case, letters, digits and points only: <c>H100-SXM 80GB</c> becomes <c>h100sxm80gb</c>.</summary>
    internal static string Normalize(string name) =>
        string.Concat(name.Where(IsKept).Select(char.ToLowerInvariant));

    /// <summary>Whether a spelling begins with the wanted letters and a word of it ends there: <c>qwen3</c> begins Qwen3-8B, but not Qwen3.6-27B.</summary>
    private static bool StartsWithWords(string spelling, string wanted)
    {
        var matched = 0;
        var position = 0;
        for (; position < spelling.Length && matched < wanted.Length; position++)
        {
            if (!IsKept(spelling[position]))
                continue;
            if (char.ToLowerInvariant(spelling[position]) != wanted[matched++])
                return false;
        }
        return matched == wanted.Length && (position == spelling.Length || !IsKept(spelling[position]));
    }

    private static bool IsKept(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '.';

    private static IEnumerable<string> Spellings((string Id, IReadOnlyList<string> Aliases) entry) =>
        [entry.Id, entry.Id[(entry.Id.LastIndexOf('/') + 1)..], .. entry.Aliases];

    private string? Single(string name, Func<(string Id, IReadOnlyList<string> Aliases), bool> matches)
    {
        var found = names.Where(matches).Select(entry => entry.Id).ToArray();
        return found.Length switch
        {
            0 => null,
            1 => found[0],
            _ => throw new SizingException($"{kind} '{name}' may be {Listed(found)}; name one of them."),
        };
    }

    private static string Listed(string[] ids)
    {
        var more = ids.Length - MostCandidates;
        var shown = string.Join(", ", ids.Take(MostCandidates).Select(id => $"'{id}'"));
        return more > 0 ? $"{shown} or {more} more" : shown;
    }

    private SizingException Unknown(string name, string wanted)
    {
        var remedy = EditDistance.Nearest(wanted, names.SelectMany(Spellings).Select(Normalize)) is { } closest
            ? $"closest: '{names.First(entry => Spellings(entry).Any(spelling => Normalize(spelling) == closest)).Id}'"
            : $"'sizing {kind.ToLowerInvariant()}s' lists what is";
        return new SizingException($"{kind} '{name}' is not in the catalog; {remedy}.");
    }
}
