using System.CommandLine;
using Sizing.Tool.Verbs.Train;

namespace Sizing.Tool.Verbs.Plan;

/// <summary><c>plan train</c>: the runs that train a model as asked, the cheapest first.</summary>
internal static class PlanTrainVerb
{
    private static readonly Option<int> Top = new("--top") { Description = "Runs that are printed; 10 by default, 0 for all.", HelpName = "N", DefaultValueFactory = _ => 10 };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var options = new PlanTrainOptions();
        var verb = new Command("train", "Searches GPUs, counts, divisions, micro-batches, recomputation and methods for the runs that train a model as asked.");
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.Options.Add(Top);
        verb.Options.Add(Json);
        verb.SetAction(parsed =>
        {
            var found = options.Read(parsed).Plan();
            var top = PlanVerb.Shown(parsed.GetValue(Top));
            if (parsed.GetValue(Json))
                Console.WriteLine(PlanTrainJson.Of(found, top));
            else
                PrintText(found, top);
            return found.Plans.Count > 0 ? CommandLine.Done : CommandLine.No;
        });
        return verb;
    }

    private static void PrintText(TrainingDeployments found, int top)
    {
        var question = found.Question;
        Console.WriteLine($"{question.Model.Name}: {question.Tokens:N0} tokens in sequences of {question.Sequence:N0}, {question.GlobalBatch:N0} a step");
        Console.WriteLine();
        foreach (var sentence in found.NotPossible)
            Console.WriteLine(Wrapped.Of("", sentence));
        if (found.Plans is [var best, ..])
        {
            Console.WriteLine(PlanTrainTable.Of(found, top));
            if (found.Plans.Count > top)
                Console.WriteLine($"{found.Plans.Count - top} more; --top 0 prints all.");
            Console.WriteLine($"\n{PlanTrainTable.OfNumbers(found, top)}\n");
            if (question.Constraints.Have.Count > 0 && best.LongestSequence() is { } longest)
                Console.WriteLine($"With all recomputed, sequences of up to {longest:N0} tokens fit.");
            Console.WriteLine($"The first starts with:\n  {StartLine.Of(best.Run, best.GpusOfServer).Command}");
            Console.WriteLine($"All of it, with formulas:\n  {TrainLine.Of(best)} --explain\n");
            Console.WriteLine($"{HostTable.Of(HostNeeds.Of(best.Estimate, best.System))}\n");
        }

        if (found.Remedies() is { } report)
        {
            Console.WriteLine(report);
            Console.WriteLine(RemedyLines.Of($"on {report.Subject.Split(" on ")[^1]}", [.. report.Single, .. report.Combined]));
        }

        foreach (var warning in found.Warnings())
            Console.WriteLine(Wrapped.Of("Note: ", warning));
    }
}
