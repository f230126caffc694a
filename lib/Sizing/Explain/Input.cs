namespace Sizing.Explain;

/// <summary>
/// One input of a formula: its symbol, what it means, its value, and, where it was itself computed, the term it came from.
/// </summary>
/// <param name="Symbol">The symbol in the formula, such as <c>L</c>.</param>
/// <param name="Meaning">What the symbol stands for, such as <c>layers</c>.</param>
/// <param name="Value">The value with its unit.</param>
/// <param name="From">The term that computed the value, or null.</param>
public sealed record Input(string Symbol, string Meaning, Amount Value, Term? From = null);
