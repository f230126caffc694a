using Sizing.Answers;
using Sizing.Explain;

namespace Sizing.Live;

/// <summary>An answer as records; a page only lays them out. The working under the numbers is written apart, because it is most of the text.</summary>
internal static class AnswerRecords
{
    internal static void Write(Records records, Answer answer, bool withWorking)
    {
        records.Add("subject", answer.Subject);
        records.Add("summary", answer.Summary, answer.Fits ? "fits" : "");
        records.Add("memory", answer.Memory.Name);
        foreach (var figure in answer.Figures)
            records.Add("figure", figure.Name, figure.Value, figure.Range);
        foreach (var warning in answer.Warnings)
            records.Add("warning", warning);
        foreach (var (name, value) in answer.Settings)
            records.Add("decided", name, value);
        records.Add("capacity", answer.Capacity.ToString(), Records.Number(answer.Capacity.Value));
        foreach (var term in answer.Terms)
            Write(records, "term", term, withWorking);
    }

    private static void Write(Records records, string kind, Term term, bool withWorking)
    {
        var formula = term.Formula;
        records.Add(
            kind, term.Name, term.Kind.ToString(), term.Value.ToString(), Records.Number(term.Value.Value), term.Combination.ToString(), term.Value.Unit.ToString(),
            formula?.Text ?? "", (withWorking && formula is not null ? Substitution.Of(formula, term.Inputs) : null) ?? "", term.Note ?? "");
        if (withWorking)
            WriteWorking(records, term);
        foreach (var child in term.Children)
            Write(records, "term", child, withWorking);
        records.Add("end");
    }

    private static void WriteWorking(Records records, Term term)
    {
        foreach (var input in term.Inputs)
        {
            records.Add("input", input.Symbol, input.Value.ToString(), Records.Number(input.Value.Value), input.Meaning);
            if (input.From is { } from)
                Write(records, "from", from, withWorking: true);
        }
        foreach (var source in (term.Formula?.Sources ?? []).Concat(term.Source is { } given ? [given] : []))
            records.Add("source", source.ToString());
    }
}
