using System.CommandLine;
using System.Globalization;
using Sizing.Explain;
using Sizing.Inference;
using Sizing.Performance;
using Sizing.Tool.Accuracy;
using Sizing.Tool.Calibrating;

namespace Sizing.Tool.Verbs.Accuracy;

/// <summary><c>calibrate</c>: the figures of <c>data/engines/speed.csv</c>, fitted to measured rows; how well they predict rows left out.</summary>
internal static class CalibrateVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV file in the schema of data/measurements." };

    private static readonly Option<bool> Folds = new("--folds") { Description = "Fit without each network, then without each GPU, and print how well the rows left out are predicted." };

    internal static Command Create()
    {
        var verb = new Command("calibrate", "Fits the figures of data/engines/speed.csv to measured rows, and prints them.") { File, Folds };
        verb.SetAction(Print);
        return verb;
    }

    private static int Print(ParseResult parsed)
    {
        var rows = CalibrationRow.Of(MeasurementFile.Read(parsed.GetRequiredValue(File)));
        if (parsed.GetValue(Folds))
        {
            Console.Write(FoldDocument.Of(
                Fold.LeaveOneOut(rows, Catalog.SpeedConstants, row => row.Network), Fold.LeaveOneOut(rows, Catalog.SpeedConstants, row => row.Target.Gpu.Name)));
            return CommandLine.Done;
        }

        Console.WriteLine("engine,architecture,constant,value,unit");
        foreach (var figure in Calibration.Fit(rows, Catalog.SpeedConstants).Where(Calibration.IsFitted))
            Console.WriteLine(Line(figure));
        return CommandLine.Done;
    }

    private static string Line(SpeedConstant figure)
    {
        var (scale, unit) = figure switch
        {
            { Value.Unit: Unit.Seconds, Name: "logit" } => (1e9, "ns"),
            { Value.Unit: Unit.Seconds } => (1e6, "us"),
            { Name: "first_token_steps" } => (1, "steps"),
            _ => (1, "fraction"),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{(figure.Engine is { } engine ? EngineNames.Of(engine) : "")},{figure.Architecture},{figure.Name},{figure.Value.Value * scale:G3},{unit}");
    }
}
