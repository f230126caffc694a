using Sizing.Tool.Verbs.Listings;

namespace Sizing.Tool.Tests.Verbs.Listings;

public sealed class ArchitectureReportTests
{
    [Fact]
    public void The_committed_report_is_what_the_command_prints() =>
        Assert.Equal(File.ReadAllText(Repository.File("data", "models", "README.md")), ArchitectureReport.Markdown());
}
