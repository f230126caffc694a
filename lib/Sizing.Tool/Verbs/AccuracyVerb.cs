using System.CommandLine;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Verbs;

/// <summary><c>accuracy</c>: measured rows beside what the formulas say.</summary>
internal static class AccuracyVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "A CSV file in the schema of data/measurements." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    internal static Command Create()
    {
        var verb = new Command("accuracy", "Replays measured rows through the formulas: prediction, measurement, error, by row and by quantity.") { File, Json };
        verb.SetAction(parsed => Print(AccuracyReport.Of(MeasurementFile.Read(parsed.GetRequiredValue(File))), parsed.GetValue(Json)));
        return verb;
    }

    private static int Print(AccuracyReport report, bool json)
    {
        if (json)
            Console.WriteLine(AccuracyJson.Of(report));
        else
            foreach (var table in AccuracyTables.Of(report))
                Console.WriteLine($"{table}\n");
        return CommandLine.Done;
    }
}
