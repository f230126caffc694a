using Sizing.Explain;

namespace Sizing.Live;

/// <summary>An answer as records; a page only lays them out.</summary>
internal static class ServingRecords
{
    internal static void Write(Records records, ServingEstimate estimate)
    {
        records.Add("subject", estimate.Subject);
        records.Add("summary", estimate.Summary, estimate.Fits ? "fits" : "");
        foreach (var warning in estimate.Warnings)
            records.Add("warning", warning);
        records.Add("decided", "plan", estimate.Setup.Plan.ToString());
        records.Add("decided", "weights", estimate.Setup.Weights.Name);
        records.Add("decided", "kv", estimate.Setup.KvCache.Name);
        records.Add("decided", "context", Records.Number(estimate.Setup.Context));
        records.Add("capacity", $"{estimate.Budget}", Records.Number(estimate.Budget.Count));
        foreach (var term in estimate.Terms)
            Write(records, "term", term);
    }

    private static void Write(Records records, string kind, Term term)
    {
        var formula = term.Formula;
        records.Add(
            kind, term.Name, term.Kind.ToString(), term.Value.ToString(), Records.Number(term.Value.Value), term.Combination.ToString(),
            formula?.Text ?? "", (formula is null ? null : Substitution.Of(formula, term.Inputs)) ?? "", term.Note ?? "");
        foreach (var input in term.Inputs)
        {
            records.Add("input", input.Symbol, input.Value.ToString(), Records.Number(input.Value.Value), input.Meaning);
            if (input.From is { } from)
                Write(records, "from", from);
        }
        foreach (var source in (formula?.Sources ?? []).Concat(term.Source is { } given ? [given] : []))
            records.Add("source", source.ToString());
        foreach (var child in term.Children)
            Write(records, "term", child);
        records.Add("end");
    }
}
