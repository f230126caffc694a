namespace Sizing.Data;

/// <summary>How far apart two names are, for suggestions.</summary>
internal static class EditDistance
{
    private const int LongestName = 128;
    private const int LettersPerEdit = 3;

    /// <summary>
    /// The candidate nearest to a name, the first of equals; null where even that is no misspelling of it: more than one edit
    /// in three letters away.
    /// </summary>
    internal static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var wanted = Shorten(name);
        var nearest = candidates.MinBy(candidate => Between(wanted, Shorten(candidate)));
        return nearest is not null && Between(wanted, Shorten(nearest)) <= Math.Max(1, wanted.Length / LettersPerEdit) ? nearest : null;
    }

    /// <summary>Insertions, deletions and substitutions that turn one text into the other (Levenshtein).</summary>
    internal static int Between(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static string Shorten(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
