namespace Sizing.Notebook.Claims;

/// <summary>A claim of an article: one row of <c>data/claims.csv</c>.</summary>
/// <param name="Id">Article and number, such as A1.12.</param>
/// <param name="Text">The claim in few words.</param>
/// <param name="Figure">What the article says: a number, a range or a word; empty for a statement.</param>
/// <param name="Unit">The unit of the figure and of the computed value.</param>
/// <param name="Verdict">The verdict that the audit gave.</param>
/// <param name="Correct">The right value, from outside this library.</param>
/// <param name="Computation">What the library computes to settle the claim; empty where nothing does.</param>
/// <param name="Reason">Why no computation settles the claim; empty where one does.</param>
/// <param name="Source">Where the right value can be read.</param>
/// <param name="AsOf">When the source was read.</param>
/// <param name="Lesson">The lesson that explains it, such as <c>02-kv-cache</c>; empty where none does.</param>
public sealed record Claim(
    string Id,
    string Text,
    string Figure,
    string Unit,
    Verdict Verdict,
    string Correct,
    string Computation,
    string Reason,
    string Source,
    string AsOf,
    string Lesson)
{
    /// <summary>The article: A1, A2, A3 or A4.</summary>
    public string Article => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Whether a computation settles the claim.</summary>
    public bool IsComputable => Computation.Length > 0;
}
