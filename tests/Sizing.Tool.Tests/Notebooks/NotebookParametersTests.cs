using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Notebooks;

[Collection("workers")]
public sealed class NotebookParametersTests : IDisposable
{
    private readonly NotebookFolder folder = new();

    [Fact]
    public void The_parameters_are_the_literals_of_the_tagged_cell() => Assert.Equal(
        ["string model = \"m\";", "int n = -3;", "double share = 0.9;", "bool on = true;"],
        NotebookParameters.Of(Lesson()).Select(each => each.Declaration));

    [Fact]
    public void Values_are_set_in_a_cell_after_the_parameters_and_a_second_time_replaces_it()
    {
        var once = Set(("n", "8"), ("model", "a \"b\""));
        var twice = NotebookParameters.Set([once], [new("n", "9")])[0];
        Assert.Equal(["intro", "values", "injected-parameters", "use"], twice.Cells.Select(cell => cell.Id));
        Assert.Equal("int n = 8;\nstring model = \"a \\\"b\\\"\";", once.Cells[2].Source);
        Assert.Equal("int n = 9;", twice.Cells[2].Source);
        Assert.True(twice.Cells[2].HasTag("injected-parameters"));
        Assert.Equal("9", NotebookParameters.Of(twice)[1].Literal);
    }

    [Fact]
    public async Task A_run_sees_the_values_set()
    {
        var run = (await NotebookFolder.RunAsync(Set(("n", "8"), ("share", "0.5"))))[0];
        Assert.Equal("4", Assert.IsType<DataOutput>(run.Document.Cells[3].Outputs[0]).Text("text/plain"));
    }

    [Theory]
    [InlineData("n", "many", "'many' is not a whole number")]
    [InlineData("n", "1.5", "'1.5' is not a whole number")]
    [InlineData("share", "1,5", "'1,5' is not a number")]
    [InlineData("share", "NaN", "'NaN' is not a number")]
    [InlineData("on", "1", "'1' is not true or false")]
    [InlineData("nobody", "1", "the parameters are model, n, share, on")]
    public void A_wrong_value_or_name_is_refused_in_one_sentence(string name, string value, string part) =>
        Assert.Contains(part, Assert.Throws<SizingException>(() => Set((name, value))).Message);

    [Fact]
    public void A_relative_path_is_the_callers()
    {
        var file = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder.Path, "config.json"));
        File.WriteAllText(file, "{}");
        Assert.Contains(Path.Combine(folder.Path, "config.json"), Set(("model", file)).Cells[2].Source);
    }

    public void Dispose() => folder.Dispose();

    private NotebookDocument Lesson() => folder.Notebook(
        "lesson",
        new Cell(CellKind.Markdown, "intro", "# Lesson"),
        NotebookFolder.Code("values", "string model = \"m\"; // which\nvar n = -3;\ndouble share = 0.9;\nbool on = true;", "parameters"),
        NotebookFolder.Code("use", "n * share"));

    private NotebookDocument Set(params (string Name, string Value)[] values) =>
        NotebookParameters.Set([Lesson()], [.. values.Select(each => KeyValuePair.Create(each.Name, each.Value))])[0];
}
