using Sizing.Explain;

namespace Sizing.Planning.Warnings;

/// <summary>Hardware that its maker has left behind; a row of <c>data/planning/end-of-life.csv</c>.</summary>
/// <param name="Item">A GPU or a system, by its name in the catalog; a system shares the end of its GPU.</param>
/// <param name="What">What came to its end, as a clause.</param>
/// <param name="Since">When.</param>
/// <param name="Source">Who says so.</param>
public sealed record EndOfLife(string Item, string What, string Since, Source Source);
