using Sizing.Hardware;

namespace Sizing;

/// <summary>A price that somebody asked on a date. Prices age quickly: they are inputs, never constants.</summary>
/// <param name="Item">The GPU or system, by its name in the catalog.</param>
/// <param name="Kind">Purchase or rental.</param>
/// <param name="Dollars">US dollars, without tax.</param>
/// <param name="Per">What the dollars pay for: <c>gpu</c>, <c>system</c>, <c>gpu-hour</c> or <c>system-hour</c>.</param>
/// <param name="Terms">The terms, such as <c>on demand</c>, <c>capacity block</c>, <c>list</c>, <c>launch</c>, <c>street</c>, <c>used</c>.</param>
/// <param name="AsOf">When it was asked: a year, a month or a day in ISO form.</param>
/// <param name="Source">Who asked it.</param>
/// <param name="Status">How well it is attested.</param>
public sealed record Price(string Item, PriceKind Kind, double Dollars, string Per, string Terms, string AsOf, string Source, DataStatus Status);
