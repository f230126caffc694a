using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Tests;

public sealed partial class ReadmeTests
{
    internal static string Root { get; } = FindRoot();

    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void The_checks_run_exactly_the_commands_of_the_readme()
    {
        var script = File.ReadAllText(Path.Combine(Root, ".ci/run"));

        foreach (var command in QuickStart().Match(Readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(command, script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_is_the_first_chart_of_lesson_03()
    {
        var picture = File.ReadAllText(Path.Combine(Root, "notebooks/fit-a-gpu.svg"));
        var lesson = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "notebooks/03-fit-a-gpu.ipynb")))!;
        var chart = lesson["cells"]!.AsArray().Single(cell => (string)cell!["id"]! == "answer-chart")!;
        var svg = string.Concat(chart["outputs"]![0]!["data"]!["image/svg+xml"]!.AsArray().Select(line => (string)line!));

        // GitHub shows the file on a dark page too, so that it has a white ground of its own.
        Assert.Equal(svg.Trim(), Ground().Replace(picture, "", 1).Trim());
    }

    [Fact]
    public void Every_link_into_the_repository_leads_somewhere()
    {
        var targets = Link().Matches(Readme).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Root, target)), target));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workbook.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("## Quick start.*?```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex QuickStart();

    [GeneratedRegex("<rect width=\"[0-9]+\" height=\"[0-9]+\" fill=\"#ffffff\"></rect>\n")]
    private static partial Regex Ground();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
