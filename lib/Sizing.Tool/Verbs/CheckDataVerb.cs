using System.CommandLine;
using Sizing.Data;

namespace Sizing.Tool.Verbs;

/// <summary><c>check-data</c>: whether the data files are sound.</summary>
internal static class CheckDataVerb
{
    private static readonly Argument<string?> Folder = new("FOLDER")
    {
        Description = "A folder laid out like data/; without it the data that the command uses.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object per problem." };

    internal static Command Create()
    {
        var verb = new Command("check-data", "Checks every data file: file, row, column, problem, remedy.") { Folder, Json };
        verb.SetAction(parsed => Run(parsed.GetValue(Folder), parsed.GetValue(Json)));
        return verb;
    }

    private static int Run(string? folder, bool json)
    {
        var source = folder is null ? DataSource.FromEnvironment() : DataSource.FromFolder(folder);
        var checks = DataCheck.All.Select(check => (check.File, Problems: check.Run(source))).ToList();
        foreach (var (file, problems) in checks)
        {
            if (!json && problems.Count == 0)
                Console.WriteLine($"{file}: sound");
            foreach (var problem in problems)
                Console.WriteLine(json ? JsonLine.Of(problem) : problem.ToString());
        }

        return checks.All(check => check.Problems.Count == 0) ? CommandLine.Done : CommandLine.No;
    }
}
