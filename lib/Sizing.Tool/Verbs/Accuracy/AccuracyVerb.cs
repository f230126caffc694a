using System.CommandLine;
using Sizing.Notebook.Measured;
using Sizing.Tool.Accuracy;
using Sizing.Tool.Accuracy.Report;

namespace Sizing.Tool.Verbs.Accuracy;

/// <summary><c>accuracy</c>: measured rows beside what the formulas say.</summary>
internal static class AccuracyVerb
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "CSV files in the schema of data/measurements.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a file." };

    private static readonly Option<bool> Report = new("--report") { Description = "Print the report of all files, as data/measurements/README.md holds it." };

    private static readonly Option<bool> Predictions = new("--predictions") { Description = "Print every row of all files with its prediction as CSV, as data/measurements/predictions.csv holds it." };

    private static readonly Option<string> AsOf = new("--as-of") { Description = "The date that the report bears.", HelpName = "DATE", DefaultValueFactory = _ => "undated" };

    internal static Command Create()
    {
        var verb = new Command("accuracy", "Replays measured rows through the formulas: prediction, measurement, error, by row and by quantity.") { Files, Json, Report, Predictions, AsOf };
        verb.SetAction(Print);
        return verb;
    }

    private static int Print(ParseResult parsed)
    {
        var files = parsed.GetRequiredValue(Files).Select(MeasurementFile.Read).ToList();
        if (parsed.GetValue(Report))
            Console.Write(AccuracyDocument.Markdown(files, Version, parsed.GetRequiredValue(AsOf)));
        else if (parsed.GetValue(Predictions))
            Console.Write(Measurements.ToCsv(files.SelectMany(ReportRow.Of).Select(row => row.Measured)));
        else
            foreach (var file in files)
                Print(AccuracyReport.Of(file), parsed.GetValue(Json));
        return CommandLine.Done;
    }

    private static string Version => typeof(ModelSpec).Assembly.GetName().Version!.ToString(3);

    private static void Print(AccuracyReport report, bool json)
    {
        if (json)
            Console.WriteLine(AccuracyJson.Of(report));
        else
            foreach (var table in AccuracyTables.Of(report))
                Console.WriteLine($"{table}\n");
    }
}
