namespace Sizing;

/// <summary>What would help a deployment or a run that does not fit. All bytes are per GPU, recomputed for every change.</summary>
/// <param name="Subject">What does not fit.</param>
/// <param name="Needed">What the most loaded GPU would hold.</param>
/// <param name="Offered">What it offers.</param>
/// <param name="Single">Each change alone, by bytes saved; those that cannot be done or do not help come last, with their reason.</param>
/// <param name="Combined">Several changes together, from mild to severe; the first that fits is the mildest known.</param>
public sealed record RemedyReport(string Subject, Bytes Needed, Bytes Offered, IReadOnlyList<Remedy> Single, IReadOnlyList<Remedy> Combined)
{
    /// <summary>What the GPU lacks.</summary>
    public Bytes Missing => Bytes.Max(Bytes.Zero, Needed - Offered);

    /// <summary>Every change or combination that makes it fit, single ones first.</summary>
    public IEnumerable<Remedy> Fitting => Single.Concat(Combined).Where(remedy => remedy.Fits);

    /// <summary>Returns one sentence.</summary>
    public override string ToString() => $"{Subject}: {Needed} of {Offered} per GPU; {Fitting.Count()} remedies make it fit.";
}
