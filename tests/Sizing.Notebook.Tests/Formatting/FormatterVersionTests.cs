using System.Text.RegularExpressions;

namespace Sizing.Notebook.Tests.Formatting;

/// <summary>.NET Interactive loads the formatters by a full name; a name with another version than the assembly's would load none, silently.</summary>
public sealed partial class FormatterVersionTests
{
    [Fact]
    public void The_formatters_are_named_with_the_version_of_their_assembly()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "lib/Sizing/Explain/TypeFormatterSourceAttribute.cs"));

        Assert.Equal(typeof(Sizing.Notebook.Display).Assembly.GetName().Version!.ToString(), Assert.Single(NamedVersion().Matches(source)).Groups[1].Value);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Workbook.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"Sizing\.Notebook, Version=([0-9.]+),")]
    private static partial Regex NamedVersion();
}
