namespace Sizing.Planning.Remedies;

/// <summary>What an estimate says of the most loaded GPU.</summary>
/// <param name="Needed">What it would hold.</param>
/// <param name="Offered">What it offers.</param>
/// <param name="Fits">Whether that is enough.</param>
/// <param name="Peak">The event at which memory peaks, or null where there is one state only.</param>
/// <param name="Note">What else the settings mean, or null.</param>
internal readonly record struct RemedyOutcome(Bytes Needed, Bytes Offered, bool Fits, string? Peak = null, string? Note = null)
{
    /// <summary>What is lacking; negative where room is left.</summary>
    internal Bytes Shortage => Needed - Offered;
}
