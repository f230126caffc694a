using System.IO.Enumeration;

namespace Sizing.Notebook.Measured;

/// <summary>Why some predictions are wrong: a row of <c>data/measurements/explanations.csv</c>, written by hand.</summary>
/// <param name="Rows">The ids that it is about; <c>*</c> stands for any letters.</param>
/// <param name="Why">What differs between the measurement and what the formulas assume.</param>
/// <param name="Basis">What it rests on: <c>the row</c>, <c>the source</c>, or <c>supposed</c>.</param>
public sealed record Explanation(string Rows, string Why, string Basis)
{
    internal bool IsAbout(string id) => FileSystemName.MatchesSimpleExpression(Rows, id, ignoreCase: false);
}
