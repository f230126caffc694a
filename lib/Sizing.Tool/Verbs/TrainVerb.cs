using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs;

/// <summary><c>train</c>: what a training run takes of memory, time and money.</summary>
internal static class TrainVerb
{
    private static readonly Option<bool> Explain = new("--explain") { Description = "Print the tree with every formula, symbol, value, unit and source." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var options = new TrainOptions();
        var verb = new Command("train", "Estimates one training run: the memory peak and its event, tokens per second, time, cost, energy.");
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.Options.Add(Explain);
        verb.Options.Add(Json);
        verb.SetAction(parsed => Print(options.Read(parsed).Estimate(), parsed.GetValue(Explain), parsed.GetValue(Json)));
        return verb;
    }

    private static int Print(TrainingEstimate estimate, bool explain, bool json)
    {
        if (json)
            Console.WriteLine(TrainJson.Of(estimate));
        else
            PrintText(estimate, explain);
        return estimate.Fits ? CommandLine.Done : CommandLine.No;
    }

    private static void PrintText(TrainingEstimate estimate, bool explain)
    {
        Console.WriteLine(estimate.Subject);
        Console.WriteLine(estimate.Summary);
        Console.WriteLine();
        if (explain)
            foreach (var term in estimate.Terms)
                Console.WriteLine(Breakdown.Of(term));
        else
            foreach (var table in TrainTables.Of(estimate))
                Console.WriteLine($"{table}\n");
    }
}
