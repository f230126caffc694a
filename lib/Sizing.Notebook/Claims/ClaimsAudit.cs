namespace Sizing.Notebook.Claims;

/// <summary>
/// The claims of four widely read articles, held to the library. The claims are data (<c>data/claims.csv</c>); the values that settle them, and so
/// the verdicts, are computed here.
/// </summary>
public static class ClaimsAudit
{
    private static readonly Lazy<IReadOnlyList<AuditedClaim>> Audited = new(() => [.. ClaimFile.Read().Select(Settle)]);

    /// <summary>Every claim with its computed value and verdict, in the order of the articles.</summary>
    public static IReadOnlyList<AuditedClaim> Rows() => Audited.Value;

    /// <summary>The claims of one article.</summary>
    /// <param name="article">A1, A2, A3 or A4.</param>
    /// <exception cref="SizingException">There is no such article.</exception>
    public static IReadOnlyList<AuditedClaim> Rows(string article)
    {
        var rows = Rows().Where(row => row.Article == article).ToList();
        return rows.Count > 0 ? rows : throw new SizingException($"The audit has no article '{article}'; it has A1, A2, A3 and A4.");
    }

    /// <summary>The computations by the id of their claim.</summary>
    internal static IReadOnlyDictionary<string, Check> Checks { get; } =
        new[] { ArticleA1.Checks, ArticleA2.Checks, ArticleA3.Checks, ArticleA4Models.Checks, ArticleA4Cards.Checks, ArticleA4Systems.Checks }
            .SelectMany(checks => checks)
            .ToDictionary(check => check.Key, check => check.Value);

    private static AuditedClaim Settle(Claim claim) => claim.IsComputable
        ? Checks[claim.Id].Settle(claim)
        : new(claim, claim.Correct, null, claim.Verdict);
}
