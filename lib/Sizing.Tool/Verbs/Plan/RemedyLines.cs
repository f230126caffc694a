namespace Sizing.Tool.Verbs.Plan;

/// <summary>Remedies as lines: verdict, bytes saved, what is changed, and below it what sources say that it costs.</summary>
internal static class RemedyLines
{
    private const int Verdict = 18;
    private const int Saving = 14;

    internal static string Of(string subject, IEnumerable<Remedy> remedies) =>
        string.Join('\n', remedies.SelectMany(Lines).Prepend($"What would help {subject}, and what one GPU saves"));

    private static IEnumerable<string> Lines(Remedy remedy)
    {
        if (remedy.Refusal is { } refusal)
        {
            yield return Wrapped.Of($"  {"no",-Verdict}{"",-Saving}", refusal);
            yield break;
        }

        var verdict = remedy.Fits ? "fits" : $"lacks {remedy.Missing}";
        yield return Wrapped.Of($"  {verdict,-Verdict}{remedy.Saved,-Saving}", $"{remedy.Name}: {remedy.Setting}");
        foreach (var (what, text) in new[] { ("quality", remedy.Quality), ("speed", remedy.Speed) })
            if (text.Length > 0)
                yield return Wrapped.Of(new string(' ', 2 + Verdict + Saving), $"{what}: {text}");
    }
}
