using System.CommandLine;
using Sizing.Explain;
using Sizing.Tool.Verbs.Infer;

namespace Sizing.Tool.Verbs.Plan;

/// <summary><c>plan infer</c>: the deployments that serve a model as asked, the cheapest first.</summary>
internal static class PlanInferVerb
{
    private static readonly Option<int> Top = new("--top") { Description = "Deployments that are printed; 10 by default, 0 for all.", HelpName = "N", DefaultValueFactory = _ => 10 };

    private static readonly Option<bool> Front = new("--pareto") { Description = "Print the front of cost, latency and headroom: what no other deployment beats in all three." };

    private static readonly Option<bool> Ownership = new("--compare") { Description = "Compare keeping the GPUs at hand with buying and renting others: price, month, break-even." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var options = new PlanInferOptions();
        var verb = new Command("infer", "Searches GPUs, counts, plans and formats for the deployments that serve a model as asked.");
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.Options.Add(Top);
        verb.Options.Add(Front);
        verb.Options.Add(Ownership);
        verb.Options.Add(Json);
        verb.SetAction(parsed =>
        {
            var question = options.Read(parsed);
            var ownership = parsed.GetValue(Ownership) ? OwnershipComparison.Of(question) : null;
            var found = parsed.GetValue(Front) ? question.Pareto() : question.Plan();
            var top = PlanVerb.Shown(parsed.GetValue(Top));
            if (parsed.GetValue(Json))
                Console.WriteLine(PlanJson.Of(found, options.DemandOf(parsed), ownership, top));
            else
                PrintText(found, options.DemandOf(parsed), ownership, top);
            return found.Plans.Count > 0 ? CommandLine.Done : CommandLine.No;
        });
        return verb;
    }

    private static void PrintText(Deployments found, Demand? demand, OwnershipComparison? ownership, int top)
    {
        Console.WriteLine($"{found.Question.Model.Name}: {Workload(found.Question)}");
        if (demand is not null)
            Console.WriteLine(Calculated(demand.RequestsPerSecond));
        Console.WriteLine();
        if (found.Plans.Count > 0)
            PrintPlans(found, demand, top);
        else
            PrintNone(found);
        if (ownership is not null)
            Console.WriteLine($"\n{OwnershipView.Table(ownership)}");
        foreach (var warning in found.Warnings())
            Console.WriteLine(Wrapped.Of("Note: ", warning));
    }

    private static void PrintPlans(Deployments found, Demand? demand, int top)
    {
        Console.WriteLine(PlanTable.Of(found, top));
        if (found.Plans.Count > top)
            Console.WriteLine($"{found.Plans.Count - top} more; --top 0 prints all.");
        if (demand is not null && found.Plans[0].Speed() is { } speed)
            Console.WriteLine($"In flight on the first: {Calculated(demand.Concurrency(speed.Point.TimeToFirstToken + speed.Point.TimePerToken * (speed.Model.Request.Output - 1)))}");
        Console.WriteLine($"\n{PlanTable.OfNumbers(found, top)}\n");
        if (StartLine.Of(found.Plans[0].Estimate) is { } line)
            Console.WriteLine(string.Join('\n', line.Notes.Select(note => Wrapped.Of("  ", note)).Prepend($"The first starts with:\n  {line.Command}")));
        Console.WriteLine($"All of it, with formulas:\n  {InferLine.Of(found.Plans[0])} --explain\n");
        Console.WriteLine(HostTable.Of(HostNeeds.Of(found.Plans[0].Estimate, found.Plans[0].System)));
    }

    private static string Calculated(Term term) =>
        $"{term.Value}: {term.Formula!.Text}, {string.Join(", ", term.Inputs.Select(input => $"{input.Symbol} = {input.Value}"))}";

    private static void PrintNone(Deployments found)
    {
        Console.WriteLine(found.WhyNone);
        if (found.Alternatives() is { Count: > 0 } alternatives)
            Console.WriteLine($"\n{PlanTable.OfAlternatives(alternatives, found.Question.Basis)}");
        var remedies = found.Remedies();
        if (remedies.Count > 0)
            Console.WriteLine($"\n{RemedyLines.Of($"on {found.Nearest!.Plan!.Gpus} × {found.Nearest.Gpu}", remedies)}");
    }

    private static string Workload(ServingQuestion question)
    {
        List<string> parts = [];
        if (question is { Input: { } input, Output: { } output })
            parts.Add($"prompts of {input:N0} tokens, answers of {output:N0}");
        if (question.Context is { } context)
            parts.Add($"sequences of up to {context:N0} tokens");
        parts.Add(question.Rate is { } rate ? $"{rate:#,0.###} requests per second" : $"{question.Concurrency:N0} at a time");
        if (question.TargetFirstTokenSeconds is { } first)
            parts.Add($"first token within {first * 1e3:0.#} ms");
        if (question.TargetPerTokenSeconds is { } each)
            parts.Add($"a token every {each * 1e3:0.#} ms");
        return string.Join(", ", parts);
    }
}
