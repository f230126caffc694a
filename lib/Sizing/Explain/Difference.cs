namespace Sizing.Explain;

/// <summary>What changed in one term between two estimates.</summary>
/// <param name="Name">The term.</param>
/// <param name="Depth">How deep it lies in the tree; the whole is 0.</param>
/// <param name="Before">Its value in the first estimate, or null when the term is only in the second.</param>
/// <param name="After">Its value in the second estimate, or null when the term is only in the first.</param>
public sealed record Difference(string Name, int Depth, Amount? Before, Amount? After)
{
    /// <summary>The second value less the first; a term that is not there counts as zero.</summary>
    public Amount Change
    {
        get
        {
            var unit = (After ?? Before).GetValueOrDefault().Unit;
            var (before, after) = (Before ?? Amount.Exact(0, unit), After ?? Amount.Exact(0, unit));
            return before.IsExact && after.IsExact
                ? Amount.Exact(after.Whole - before.Whole, unit)
                : Amount.Of(after.Value - before.Value, unit);
        }
    }

    /// <summary>
    /// Compares two trees, term by term: children are matched by name, those of the first tree in its order, then those that only
    /// the second has. What a term is made of is left out where nothing in it changed.
    /// </summary>
    /// <exception cref="ArgumentException">The two are not in the same unit.</exception>
    public static IReadOnlyList<Difference> Between(Term before, Term after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Value.Unit != after.Value.Unit)
            throw new ArgumentException($"'{before.Name}' and '{after.Name}' are not in the same unit.", nameof(after));
        return [.. Walk(before, after, 0)];
    }

    private static IEnumerable<Difference> Walk(Term? before, Term? after, int depth)
    {
        yield return new((before ?? after)!.Name, depth, before?.Value, after?.Value);
        if (depth > 0 && IsUnchanged(before, after))
            yield break;
        List<Term> added = [.. after?.Children ?? []];
        foreach (var child in before?.Children ?? [])
        {
            var match = added.Find(other => other.Name == child.Name && other.Value.Unit == child.Value.Unit);
            if (match is not null)
                added.Remove(match);
            foreach (var difference in Walk(child, match, depth + 1))
                yield return difference;
        }
        foreach (var difference in added.SelectMany(child => Walk(null, child, depth + 1)))
            yield return difference;
    }

    private static bool IsUnchanged(Term? before, Term? after) =>
        before is not null && after is not null
        && before.Name == after.Name && before.Value == after.Value && before.Children.Count == after.Children.Count
        && before.Children.Zip(after.Children, IsUnchanged).All(same => same);
}
