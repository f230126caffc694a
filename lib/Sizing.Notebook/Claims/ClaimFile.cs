using Sizing.Data;

namespace Sizing.Notebook.Claims;

/// <summary>Reads <c>data/claims.csv</c>.</summary>
internal static class ClaimFile
{
    internal const string Name = "claims.csv";

    private static readonly IReadOnlyList<(string Word, Verdict Verdict)> Verdicts =
    [
        ("right", Verdict.Right),
        ("right with condition", Verdict.RightWithCondition),
        ("misleading", Verdict.Misleading),
        ("wrong", Verdict.Wrong),
        ("unverified", Verdict.Unverified),
        ("not applicable", Verdict.NotApplicable),
    ];

    /// <summary>The claims that this assembly carries, in the order of the file.</summary>
    internal static IReadOnlyList<Claim> Read()
    {
        using var stream = typeof(ClaimFile).Assembly.GetManifestResourceStream(Name)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    internal static IReadOnlyList<Claim> Read(string text)
    {
        var table = CsvTable.Read(
            Name, text, "id", "claim", "article_figure", "unit", "verdict", "correct", "computation", "reason", "source", "as_of", "lesson");
        var claims = table.Rows.Select(Read).ToList();
        return table.Problems is [var problem, ..] ? throw new SizingException(problem.ToString()) : claims;
    }

    private static Claim Read(CsvRow row)
    {
        var word = row.Word("verdict", [.. Verdicts.Select(each => each.Word)]);
        if (row.Text("computation").Length > 0 == row.Text("reason").Length > 0)
            row.Report("reason", "a claim has either a computation or a reason that there is none", "fill exactly one of the two columns");
        return new(
            row.RequiredText("id"), row.RequiredText("claim"), row.Text("article_figure"), row.Text("unit"),
            Verdicts.FirstOrDefault(each => each.Word == word).Verdict,
            row.Text("correct"), row.Text("computation"), row.Text("reason"), row.RequiredText("source"), row.Date("as_of"), row.Text("lesson"));
    }
}
