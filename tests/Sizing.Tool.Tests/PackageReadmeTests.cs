using System.Text.RegularExpressions;
using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Sessions;

namespace Sizing.Tool.Tests;

/// <summary>What the page of a package shows is what happens.</summary>
public sealed partial class PackageReadmeTests
{
    [Theory]
    [InlineData("Sizing")]
    [InlineData("Sizing.Notebook")]
    public void The_code_of_a_package_page_runs(string package)
    {
        var session = new CSharpSession(AppContext.BaseDirectory);
        Assert.Null(session.Run("reference", "#r \"Sizing.Notebook.dll\"", CancellationToken.None));

        Assert.IsNotType<ErrorOutput>(session.Run("readme", Code().Match(Readme(package)).Groups[1].Value, CancellationToken.None));
    }

    [Fact]
    public async Task The_verbs_of_the_tools_page_end_well()
    {
        var calls = Call().Matches(Readme("Sizing.Tool")).Select(call => call.Groups[1].Value.Trim()).ToList();

        Assert.True(calls.Count >= 3);
        Assert.All(await Task.WhenAll(calls.Select(call => CommandRun.Of([.. Word().Matches(call).Select(word => word.Value.Trim('"'))]))), run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
    }

    private static string Readme(string package) => File.ReadAllText(Repository.File("lib", package, "README.md"));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    // Lines of a block; the lesson that is exported is the reader's own.
    [GeneratedRegex("^sizing (?!export)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
