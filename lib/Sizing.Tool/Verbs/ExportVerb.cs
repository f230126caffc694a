using System.CommandLine;
using Sizing.Tool.Html;
using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Verbs;

/// <summary>Runs notebooks and writes them as HTML pages.</summary>
internal static class ExportVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create()
    {
        var command = new Command("export", "Runs notebooks and writes one self-contained HTML page each, and an index.");
        var arguments = new NotebookArguments(command);
        var folder = new Option<string>("--out") { Description = "The folder for the pages.", DefaultValueFactory = _ => "out" };
        var code = new Option<CodeView>("--code")
        {
            Description = "Code shown, folded or hidden.",
            DefaultValueFactory = _ => CodeView.Folded,
        };
        var isStatic = new Option<bool>("--static") { Description = "Leave plotly.js out; charts stay pictures." };
        command.Add(folder);
        command.Add(code);
        command.Add(isStatic);
        command.SetAction((parsed, stop) => RunAsync(
            arguments.Documents(parsed),
            arguments.Options(parsed),
            new ExportOptions { Folder = parsed.GetValue(folder)!, Code = parsed.GetValue(code), Static = parsed.GetValue(isStatic) },
            stop));
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<NotebookDocument> notebooks, RunOptions run, ExportOptions options, CancellationToken stop)
    {
        var outcome = await Exporter.ExportAsync(
            notebooks, () => ProgressView.RunAsync(notebooks, run, stop), options, Console.Error.WriteLine, stop).ConfigureAwait(false);
        foreach (var failure in outcome.Failures)
            Console.Error.WriteLine(failure);
        foreach (var page in outcome.Pages)
            Console.WriteLine(page);
        return outcome.Failures.Count == 0 ? CommandLine.Done : CommandLine.No;
    }
}
