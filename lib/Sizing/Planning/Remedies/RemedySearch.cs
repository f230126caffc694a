namespace Sizing.Planning.Remedies;

/// <summary>Tries every change alone and finds combinations; each figure is an estimate of the changed question.</summary>
/// <param name="question">What does not fit.</param>
/// <param name="given">A change without which nothing runs, already made in <paramref name="question"/>; null for most.</param>
/// <param name="steps">The changes to try.</param>
/// <param name="facts">What they cost, from mild to severe.</param>
/// <param name="evaluate">The estimate.</param>
internal sealed class RemedySearch<T>(
    T question, (RemedyStep<T> Step, string Setting)? given, IReadOnlyList<RemedyStep<T>> steps, IReadOnlyList<RemedyFact> facts, Func<T, RemedyOutcome> evaluate)
{
    private readonly RemedyOutcome before = evaluate(question);
    private readonly Dictionary<RemedyStep<T>, Remedy> alone = [];

    /// <summary>Finds what would help.</summary>
    /// <param name="subject">What does not fit.</param>
    internal RemedyReport Find(string subject)
    {
        var refused = new List<Remedy>();
        foreach (var step in steps)
            Try(step, refused);
        var helping = alone.Values.Where(remedy => remedy.Fits || remedy.Saved > Bytes.Zero).OrderByDescending(remedy => remedy.Saved.Count);
        var idle = alone.Where(pair => pair.Value is { Fits: false } remedy && remedy.Saved <= Bytes.Zero).Select(pair => pair.Value with { Refusal = WhyIdle(pair.Key) });
        return new(subject, before.Needed, before.Offered, [.. helping, .. idle, .. refused], [.. Combinations().DistinctBy(remedy => remedy.Name)]);
    }

    private void Try(RemedyStep<T> step, List<Remedy> refused)
    {
        try
        {
            if (step.Apply(question) is { } change)
                alone[step] = Of([step], change.Question, [change.Setting]);
        }
        catch (SizingException reason)
        {
            refused.Add(new([FactOf(step)], "", before.Needed, before.Offered, Bytes.Zero, false, $"{FactOf(step).Name}: {reason.Message}"));
        }
    }

    private string WhyIdle(RemedyStep<T> step) => FactOf(step) is var fact && fact.Note.Length > 0
        ? $"{fact.Name}: {fact.Note}."
        : before.Peak is { } peak ? $"{fact.Name}: alone it does not help, because memory peaks at another event ({peak})."
        : $"{fact.Name}: it does not lower what the GPU lacks.";

    /// <summary>For each choice of method and place: all changes together, then without the severest ones that are not needed.</summary>
    private IEnumerable<Remedy> Combinations()
    {
        var usable = alone.Keys.Where(step => step.Part < RemedyPart.Elsewhere).ToList();
        var methods = usable.Where(step => step.Part is RemedyPart.Method).OrderBy(Severity).Select(step => new[] { step }).Prepend([]);
        bool[] places = usable.Exists(step => step.Part is RemedyPart.Host) ? [false, true] : [false];
        return from method in methods
               from place in places
               let found = Combination([.. method, .. usable.Where(step => step.Part is not RemedyPart.Method && (place || step.Part is not RemedyPart.Host))])
               where found.Facts.Count > (given is null ? 1 : 2)
               select found;
    }

    private Remedy Combination(IReadOnlyList<RemedyStep<T>> all)
    {
        var chosen = all.GroupBy(step => step.Part is RemedyPart.Host ? step.Key : $"{step.Part}").Select(part => part.MaxBy(step => (alone[step].Saved.Count, Severity(step)))!).ToList();
        var best = Together(chosen);
        if (!best.Remedy.Fits)
            return best.Remedy;
        bool Suffices(IEnumerable<RemedyStep<T>> fewer) => Together([.. fewer]) is { Remedy.Fits: true } found && (found.Limits == best.Limits || found.Limits.Length == 0);
        foreach (var step in chosen.Where(step => step.Part is not RemedyPart.Method).OrderByDescending(Severity).ToList())
            if (Suffices(chosen.Where(each => each != step)))
                chosen.Remove(step);
        foreach (var step in chosen.ToList())
            if (all.Where(each => each.Part == step.Part && step.Part is not RemedyPart.Host && Severity(each) < Severity(step)).OrderBy(Severity)
                .FirstOrDefault(milder => Suffices(chosen.Select(each => each == step ? milder : each))) is { } enough)
                chosen[chosen.IndexOf(step)] = enough;
        return Together(chosen).Remedy;
    }

    /// <summary>Several changes, those last that take as much as then fits, with what those took; a change that the others rule out is left away.</summary>
    private (Remedy Remedy, string Limits) Together(IReadOnlyList<RemedyStep<T>> chosen)
    {
        var (changed, applied, settings, stages) = (question, new List<RemedyStep<T>>(), new List<string>(), new List<RemedyStage>());
        foreach (var step in chosen.OrderBy(step => step.Part is RemedyPart.Host || IsLimit(step)).ThenBy(step => step.Part))
            if (After(step, changed) is { } change)
            {
                changed = change.Question;
                applied.Add(step);
                settings.Add(change.Setting);
                stages.Add(new(FactOf(step).Name, change.Needed));
            }

        return (Of([.. applied.OrderBy(Severity)], changed, settings) with { Stages = stages }, string.Join(", ", applied.Zip(settings).Where(pair => IsLimit(pair.First)).Select(pair => pair.Second)));
    }

    /// <summary>Whether the step takes as much as then fits, so that other changes make it milder.</summary>
    private static bool IsLimit(RemedyStep<T> step) => step.Part is RemedyPart.Sequences or RemedyPart.Length;

    private (T Question, string Setting, Bytes Needed)? After(RemedyStep<T> step, T changed)
    {
        try
        {
            return step.Apply(changed) is { } change ? (change.Question, change.Setting, evaluate(change.Question).Needed) : null;
        }
        catch (SizingException)
        {
            return null;
        }
    }

    private Remedy Of(IEnumerable<RemedyStep<T>> applied, T changed, IEnumerable<string> settings)
    {
        var after = evaluate(changed);
        var first = given is { } change ? new[] { change } : [];
        return new(
            [.. first.Select(each => FactOf(each.Step)), .. applied.Select(FactOf)],
            string.Join(", ", [.. first.Select(each => each.Setting), .. settings, .. after.Note is { } note ? [note] : Array.Empty<string>()]),
            after.Needed, after.Offered, before.Shortage - after.Shortage, after.Fits);
    }

    private RemedyFact FactOf(RemedyStep<T> step) => facts.First(fact => fact.Key == step.Key);

    private int Severity(RemedyStep<T> step) => facts.TakeWhile(fact => fact.Key != step.Key).Count();
}
