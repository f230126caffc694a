using System.CommandLine;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary>Runs notebooks and stores their outputs, or compares them with the stored ones.</summary>
internal static class RunVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create()
    {
        var command = new Command("run", "Runs notebooks and writes their outputs in place.");
        var arguments = new NotebookArguments(command);
        var check = new Option<bool>("--check") { Description = "Compare with the stored outputs and write nothing." };
        command.Add(check);
        command.SetAction((parsed, cancel) => RunAsync(parsed, arguments, parsed.GetValue(check), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, NotebookArguments arguments, bool check, CancellationToken cancel)
    {
        if (check && arguments.AnySet(parsed))
            throw new SizingException("--check compares the stored outputs, which hold no --set; give one of the two.");
        var documents = arguments.Documents(parsed);
        var runs = await ProgressView.RunAsync(documents, arguments.Options(parsed), cancel).ConfigureAwait(false);
        var problems = 0;
        foreach (var (document, run) in documents.Zip(runs))
        {
            var lines = run.Failure is { } failure ? [failure.ToString()] : check ? NotebookComparison.Differences(document, run.Document).ToList() : [];
            problems += lines.Count;
            lines.ForEach(CommandLine.Say);
            if (lines.Count == 0)
                Finish(run.Document, check);
        }
        return problems == 0 ? CommandLine.Done : CommandLine.No;
    }

    private static void Finish(NotebookDocument document, bool check)
    {
        if (!check)
            document.Save();
        Console.WriteLine(check ? $"{document.Path}: outputs are as stored" : document.Path);
    }
}
