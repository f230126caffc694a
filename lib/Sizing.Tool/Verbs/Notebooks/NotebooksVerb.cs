using System.CommandLine;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Linting;

namespace Sizing.Tool.Verbs.Notebooks;

/// <summary><c>notebooks</c>: what authors of notebooks need.</summary>
internal static class NotebooksVerb
{
    /// <summary>Creates the verb.</summary>
    internal static Command Create() => new("notebooks", "Helps authors of notebooks.") { Lint(), Polyglot() };

    private static Command Lint()
    {
        var command = new Command("lint", "Checks that notebooks open and run in every front end and read as lessons.");
        var files = new NotebookFiles(command);
        var json = new Option<bool>("--json") { Description = "Print one JSON object a notebook." };
        command.Add(json);
        command.SetAction(parsed => Lint(files.Documents(parsed), parsed.GetValue(json)));
        return command;
    }

    private static Command Polyglot()
    {
        var command = new Command("polyglot", "Writes a twin of each lesson that shows tables as data frames and charts as Plotly.NET charts.");
        var files = new NotebookFiles(command);
        var folder = new Option<string>("--out") { Description = "The folder for the twins.", DefaultValueFactory = _ => Path.Combine("out", "polyglot") };
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(folder)!;
            var twins = files.Documents(parsed).Select(lesson => PolyglotTwin.Of(lesson, target)).ToList();
            WholeFile.CreateFolder(target);
            foreach (var twin in twins)
            {
                twin.Save();
                Console.WriteLine(twin.Path);
            }
            return CommandLine.Done;
        });
        return command;
    }

    private static int Lint(IReadOnlyList<NotebookDocument> notebooks, bool json)
    {
        var sound = true;
        foreach (var notebook in notebooks)
        {
            var findings = NotebookLint.Findings(notebook);
            sound &= findings.Count == 0;
            if (json)
                Console.WriteLine(JsonLine.Of(new { Notebook = notebook.Path, Findings = findings }));
            else if (findings.Count == 0)
                Console.WriteLine($"{notebook.Path}: sound");
            else
                Console.WriteLine(string.Join('\n', findings.Select(finding => $"{notebook.Path}: {finding}")));
        }
        return sound ? CommandLine.Done : CommandLine.No;
    }
}
