using Sizing.Explain;

namespace Sizing.Planning.Remedies;

/// <summary>What sources say that a remedy costs; a row of <c>data/planning/remedies.csv</c>, which stand from mild to severe.</summary>
/// <param name="Key">The word that names it, such as <c>kv-fp8</c>.</param>
/// <param name="IsTraining">Whether it is for training; else for serving.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Quality">What it costs in quality.</param>
/// <param name="Speed">What it costs in speed.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Note">Why it does not help where it does not, or empty.</param>
public sealed record RemedyFact(string Key, bool IsTraining, string Name, string Quality, string Speed, Source Source, string Note);
