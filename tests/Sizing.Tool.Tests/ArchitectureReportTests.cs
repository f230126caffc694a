using Sizing.Tool.Verbs;

namespace Sizing.Tool.Tests;

public sealed class ArchitectureReportTests
{
    [Fact]
    public void The_committed_report_is_what_the_command_prints()
    {
        var path = Path.Combine(Repository(), "data", "models", "README.md");
        Assert.Equal(File.ReadAllText(path), ArchitectureReport.Markdown());
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workbook.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
