using System.CommandLine;
using Sizing.Tool.Verify;

namespace Sizing.Tool.Verbs.Verify;

/// <summary><c>verify</c>: the startup log of an engine beside the prediction.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string[]> Logs = new("LOG")
    {
        Description = "The log that vLLM, SGLang or llama.cpp printed when it started.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a log." };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Print the rows of measurements that the logs yield, as 'accuracy' reads them." };

    private static readonly Option<string?> Row = new("--row") { Description = "Add the rows of measurements to a file.", HelpName = "FILE" };

    internal static Command Create()
    {
        var options = new VerifyOptions();
        var verb = new Command("verify", "Reads an engine's startup log and sets prediction beside measurement, term by term.") { Logs, Json, Csv, Row };
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.SetAction(parsed => Run(parsed, options.Read(parsed)));
        return verb;
    }

    private static int Run(ParseResult parsed, Dictionary<string, string> given)
    {
        var rows = new List<string>();
        var code = ModelArguments.ForEachName(parsed.GetRequiredValue(Logs), path =>
        {
            var question = LogQuestion.Read(path, given);
            var verification = Verification.Of(question);
            rows.AddRange(MeasuredRows.Of(question));
            if (!parsed.GetValue(Csv))
                Print(verification, parsed.GetValue(Json));
        });
        if (parsed.GetValue(Csv) && rows.Count > 0)
            Console.Write(MeasuredRows.Csv(rows));
        if (parsed.GetValue(Row) is { } file && rows.Count > 0)
            MeasuredRows.AddTo(file, rows);
        return code;
    }

    private static void Print(Verification verification, bool json)
    {
        if (json)
            Console.WriteLine(VerifyJson.Of(verification));
        else
            foreach (var line in VerifyTables.Of(verification))
                Console.WriteLine(line);
    }
}
