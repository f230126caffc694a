using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Sessions;

namespace Sizing.Tool.Tests.Notebooks.Sessions;

[Collection("workers")]
public sealed class CodeCompletionTests
{
    private readonly CSharpSession session = new(Path.GetTempPath());

    [Theory]
    [InlineData("Catalog.|", "Model")]
    [InlineData("Catalog.Mo|", "ModelNames")]
    [InlineData("Catalog.mo|.Name", "Model")]
    [InlineData("var spec = Catalog.|\nvar next = 1;", "Gpu")]
    [InlineData("serving.Es|", "Estimate")]
    [InlineData("serving?.Es|", "Estimate")]
    [InlineData("var other = serving with { Kv| }", "KvCache")]
    [InlineData("var other = serving with { Context = 1, Kv| }", "KvCache")]
    [InlineData("new Serving(Catalog.Model(\"m\"), Catalog.Gpu(\"g\")) { Con| }", "Concurrency")]
    [InlineData("new[] { 1 }.Sel|", "Select")]
    [InlineData("Sizing.Ser|", "Serving")]
    [InlineData("Serv|", "Serving")]
    [InlineData("servi|", "serving")]
    [InlineData("1 +|", "serving")]
    [InlineData("|", "serving")]
    public void The_names_that_may_stand_at_the_cursor_are_offered(string cell, string name) => Assert.Contains(name, At(cell).Names);

    [Theory]
    [InlineData("Catalog.|", "ToString")]
    [InlineData("serving.|", "Serving")]
    [InlineData("var other = serving with { | }", "Console")]
    public void Names_that_may_not_stand_there_are_not_offered(string cell, string name) => Assert.DoesNotContain(name, At(cell).Names);

    [Theory]
    [InlineData("// Cat|")]
    [InlineData("\"Cat|\"")]
    [InlineData("var text = \"Cat|")]
    [InlineData("unknown.|")]
    public void Comments_texts_and_what_is_unknown_are_left_alone(string cell) => Assert.Empty(At(cell).Names);

    [Theory]
    [InlineData("Catalog.Mo|", 8)]
    [InlineData("\"😀\" + Cat|", 7)]
    [InlineData("Catalog.|", 8)]
    public void The_word_that_a_name_replaces_begins_where_it_is_written(string cell, int start) => Assert.Equal(start, At(cell).Start);

    [Theory]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("1 + 1", "complete")]
    [InlineData("int x = 1;", "complete")]
    [InlineData("x +;", "invalid")]
    public void Whether_a_cell_can_run_as_it_stands_is_said_in_Jupyters_words(string code, string status) => Assert.Equal(status, CellSyntax.Status(code));

    private CodeCompletion At(string cell)
    {
        Assert.Null(session.Run("setup", "#r \"Sizing.Notebook.dll\"\nusing Sizing; using Sizing.Notebook;", CancellationToken.None));
        Assert.Null(session.Run("serving", "Serving serving = null;", CancellationToken.None));
        return session.Complete(cell.Replace("|", "", StringComparison.Ordinal), cell.IndexOf('|', StringComparison.Ordinal));
    }
}
