using System.CommandLine;
using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Infer;

/// <summary><c>infer</c>: what a model takes on GPUs when it is served, and how many sequences it holds.</summary>
internal static class InferVerb
{
    private static readonly Option<bool> Explain = new("--explain") { Description = "Print the tree with every formula, symbol, value, unit and source." };

    private static readonly Option<string?> Against = new("--against")
    {
        Description = "Another engine or version: what changes with all given settings the same, and why.",
        HelpName = "ENGINE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var options = new InferOptions();
        var verb = new Command("infer", "Estimates one deployment: memory, capacity, and whether it fits.");
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.Options.Add(Explain);
        verb.Options.Add(Json);
        verb.Options.Add(Against);
        verb.SetAction(parsed =>
        {
            var serving = options.Read(parsed);
            return parsed.GetValue(Against) is { } other
                ? PrintLedger(ServingLedger.Of(serving, serving.Engine ?? ServingEngine.Default, ServingEngine.Parse(other)))
                : Print(serving.Estimate(), parsed.GetValue(Explain), parsed.GetValue(Json));
        });
        return verb;
    }

    private static int PrintLedger(ServingLedger ledger)
    {
        Console.WriteLine(ledger.Subject);
        Console.WriteLine(ledger.Summary);
        Console.WriteLine();
        Console.WriteLine(Compare.Of(ledger.Before, ledger.After, ledger.Before.Setup.Engine.ToString(), ledger.After.Setup.Engine.ToString()));
        foreach (var change in ledger.Because)
            Console.WriteLine(change);
        return ledger.After.Fits ? CommandLine.Done : CommandLine.No;
    }

    private static int Print(ServingEstimate estimate, bool explain, bool json)
    {
        if (json)
            Console.WriteLine(InferJson.Of(estimate));
        else
            PrintText(estimate, explain);
        return estimate.Fits && Answers(estimate) ? CommandLine.Done : CommandLine.No;
    }

    /// <summary>Whether the traffic that was asked for is answered, within the targets if there are any.</summary>
    private static bool Answers(ServingEstimate estimate) => estimate.WhyNoSpeed is null
        ? !estimate.Setup.Asked.Load.HasTargets || estimate.Speed().Targets().AreMet
        : estimate.Setup.Asked.Load is { RequestsPerSecond: null, HasTargets: false };

    private static void PrintText(ServingEstimate estimate, bool explain)
    {
        var tiers = KvTiers.Of(estimate);
        Console.WriteLine(estimate.Subject);
        Console.WriteLine(estimate.Summary);
        foreach (var warning in estimate.Warnings.Concat(tiers?.Summary() ?? []))
            Console.WriteLine($"Note: {warning}");
        Console.WriteLine();
        if (explain)
            foreach (var term in estimate.Terms.Concat(tiers?.Terms ?? []))
                Console.WriteLine(Breakdown.Of(term));
        else
            Console.WriteLine(InferTable.Of(estimate));
        PrintSpeed(estimate, explain);
    }

    private static void PrintSpeed(ServingEstimate estimate, bool explain)
    {
        if (estimate.WhyNoSpeed is { } reason)
        {
            Console.WriteLine($"Note: {reason}");
            return;
        }

        if (estimate.MaxConcurrency < 1)
            return;
        var speed = estimate.Speed();
        var costs = speed.Costs();
        var targets = speed.Model.Setup.Asked.Load.HasTargets ? speed.Targets() : null;
        if (explain)
            foreach (var term in speed.Terms.Concat(targets?.Terms ?? []).Concat(costs.Terms))
                Console.WriteLine(Breakdown.Of(term));
        Console.WriteLine(InferSpeedTable.Of(speed));
        if (targets is not null)
            Console.WriteLine(targets.Summary + "\n");
        Console.WriteLine(costs.Terms.Count > 0 ? InferCostTable.Of(costs) : costs.Summary);
    }
}
