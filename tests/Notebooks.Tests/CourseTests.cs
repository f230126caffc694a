using System.Text.RegularExpressions;
using Sizing.Tool.Notebooks;

namespace Notebooks.Tests;

/// <summary>The lessons as one course: in order, complete by the template, and found from the pages that list them.</summary>
public sealed partial class CourseTests
{
    private static readonly List<NotebookDocument> Lessons =
        [.. Directory.GetFiles(NotebookRuns.Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(NotebookDocument.Read)];

    [Fact]
    public void Each_lesson_links_to_the_one_before_and_the_one_after() => Assert.All(Lessons.Index(), lesson =>
    {
        var last = lesson.Item.Cells[^1].Source;
        if (lesson.Index > 0)
            Assert.Contains($"Previous: [{Title(lesson.Index - 1)}]({Lessons[lesson.Index - 1].Name}.ipynb)", last, StringComparison.Ordinal);
        if (lesson.Index < Lessons.Count - 1)
            Assert.Contains($"Next: [{Title(lesson.Index + 1)}]({Lessons[lesson.Index + 1].Name}.ipynb)", last, StringComparison.Ordinal);
    });

    [Fact]
    public void Each_lesson_ends_with_a_takeaway_and_three_to_five_exercises() => Assert.All(Lessons, lesson =>
    {
        Assert.Contains(lesson.Cells, cell => cell.Id == "takeaway");
        Assert.InRange(lesson.Cells.Count(cell => cell.Id.StartsWith("exercise-", StringComparison.Ordinal)), 3, 5);
    });

    [Fact]
    public void From_lesson_02_on_a_table_sets_models_against_gpus_and_a_chart_shows_it() => Assert.All(Lessons.Skip(2), lesson =>
        Assert.Equal(["models-gpus-table", "models-gpus-chart"], lesson.Cells.Select(cell => cell.Id).Where(id => id is "models-gpus-table" or "models-gpus-chart")));

    [Theory]
    [InlineData("README.md", "notebooks/")]
    [InlineData("notebooks/README.md", "")]
    public void A_page_that_lists_the_lessons_lists_them_all_in_order(string page, string folder)
    {
        var links = LessonLink().Matches(File.ReadAllText(Path.Combine(ReadmeTests.Root, page))).Select(link => link.Value);

        Assert.Equal(Lessons.Index().Select(lesson => $"| [{Title(lesson.Index)}]({folder}{lesson.Item.Name}.ipynb) |"), links);
    }

    private static string Title(int lesson) => Lessons[lesson].Cells[0].Source.Split('\n')[0].TrimStart('#', ' ');

    [GeneratedRegex(@"(?m)^\| \[\d\d · [^\]]+\]\([^)]+\.ipynb\) \|")]
    private static partial Regex LessonLink();
}
