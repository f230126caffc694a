using System.CommandLine;
using Sizing.Notebook;
using Sizing.Planning.Warnings;

namespace Sizing.Tool.Verbs.Train;

/// <summary><c>train</c>: what a training run takes of memory, time and money.</summary>
internal static class TrainVerb
{
    private static readonly Option<bool> Explain = new("--explain") { Description = "Print the tree with every formula, symbol, value, unit and source." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    private static readonly Option<bool> Limits = new("--limits")
    {
        Description = "Also answer: largest micro-batch, longest sequence, fewest GPUs, largest model, largest LoRA rank that fit.",
    };

    internal static Command Create()
    {
        var options = new TrainOptions();
        var preferences = new TrainPreferenceOptions();
        var verb = new Command("train", "Estimates one training run: the memory peak and its event, tokens per second, time, cost, energy.");
        foreach (var option in options.All.Concat(preferences.All))
            verb.Options.Add(option);
        verb.Options.Add(Limits);
        verb.Options.Add(Explain);
        verb.Options.Add(Json);
        verb.SetAction(parsed => preferences.Read(parsed, options.Read(parsed)) is { } preference
            ? Print(preference.Estimate(), parsed)
            : Print(options.Read(parsed).Estimate(), parsed));
        return verb;
    }

    private static int Print(TrainingEstimate estimate, ParseResult parsed)
    {
        var limits = parsed.GetValue(Limits) ? TrainLimits.Of(estimate.Run) : null;
        if (parsed.GetValue(Json))
            Console.WriteLine(TrainJson.Of(estimate, limits));
        else
            PrintText(estimate, TrainingWarnings.Of(estimate.Run), parsed.GetValue(Explain), TrainTables.Of(estimate));
        if (limits is not null && !parsed.GetValue(Json))
            Console.WriteLine(TrainTables.Of(limits));
        return estimate.Fits ? CommandLine.Done : CommandLine.No;
    }

    private static int Print(PreferenceEstimate estimate, ParseResult parsed)
    {
        UnreadOptions.Refuse(parsed, (Limits, false, "plain training"));
        if (parsed.GetValue(Json))
            Console.WriteLine(TrainJson.Of(estimate));
        else
            PrintText(estimate, TrainingWarnings.Of(estimate.Policy.Run), parsed.GetValue(Explain), TrainTables.Of(estimate));
        return estimate.Fits ? CommandLine.Done : CommandLine.No;
    }

    private static void PrintText(Sizing.Explain.IEstimate estimate, IReadOnlyList<string> warnings, bool explain, IEnumerable<Table> tables)
    {
        Console.WriteLine(estimate.Subject);
        Console.WriteLine(estimate.Summary);
        foreach (var warning in warnings)
            Console.WriteLine($"Note: {warning}");
        Console.WriteLine();
        if (explain)
            foreach (var term in estimate.Terms)
                Console.WriteLine(Breakdown.Of(term));
        else
            foreach (var table in tables)
                Console.WriteLine($"{table}\n");
        if (explain)
            Console.WriteLine(tables.Last());
    }
}
