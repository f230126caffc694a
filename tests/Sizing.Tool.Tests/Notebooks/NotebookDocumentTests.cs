using Sizing.Tool.Notebooks;

namespace Sizing.Tool.Tests.Notebooks;

public sealed class NotebookDocumentTests
{
    // Written by python3-nbformat 5.5 (nbformat.write), which is what Jupyter saves with.
    private const string WrittenByJupyter = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "title",
           "metadata": {},
           "source": [
            "# Größe 모델 😀\n",
            "second \"line\"\u0007"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "sum",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            },
            "tags": [
             "parameters"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "a\n",
              "b"
             ]
            },
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "data": [
                1.50,
                true,
                null
               ]
              },
              "text/plain": [
               "2"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "E",
             "evalue": "v",
             "output_type": "error",
             "traceback": [
              "t"
             ]
            }
           ],
           "source": []
          }
         ],
         "metadata": {
          "future": {
           "kept": 1
          },
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void What_Jupyter_wrote_is_written_back_byte_for_byte() =>
        Assert.Equal(WrittenByJupyter, NotebookReader.Parse(WrittenByJupyter, "a.ipynb").ToText());

    [Fact]
    public void Cells_keep_their_kind_id_tags_and_outputs()
    {
        var cells = NotebookReader.Parse(WrittenByJupyter, "a.ipynb").Cells;
        Assert.Equal(CellKind.Markdown, cells[0].Kind);
        Assert.Equal("sum", cells[1].Id);
        Assert.True(cells[1].HasTag("parameters"));
        Assert.Equal(new StreamOutput("stdout", "a\nb"), cells[1].Outputs[0]);
        Assert.Equal("2", Assert.IsType<DataOutput>(cells[1].Outputs[1]).Text("text/plain"));
        Assert.Equal("v", Assert.IsType<ErrorOutput>(cells[1].Outputs[2]).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"cells":[],"nbformat":3}""")]
    [InlineData("""{"cells":[],"cells":[],"nbformat":4}""")]
    [InlineData("""{"cells":{},"nbformat":4}""")]
    [InlineData("""{"cells":[1],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a b","source":""}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a"}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"novel","id":"a","source":""}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a","source":"\ud800"}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a","source":"","outputs":{}}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a","source":"","outputs":[{"output_type":"smell"}]}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"code","id":"a","source":"","execution_count":1.5}],"nbformat":4}""")]
    [InlineData("""{"cells":[{"cell_type":"raw","id":"a","source":""},{"cell_type":"raw","id":"a","source":""}],"nbformat":4}""")]
    public void A_file_that_is_no_notebook_is_refused_in_one_sentence(string text)
    {
        var problem = Assert.Throws<SizingException>(() => NotebookReader.Parse(text, "bad.ipynb"));
        Assert.StartsWith("Notebook 'bad.ipynb'", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void A_notebook_nested_too_deep_is_refused() =>
        Assert.Throws<SizingException>(() => NotebookReader.Parse(new string('[', 100_000), "deep.ipynb"));

    [Fact]
    public void A_missing_file_is_refused_with_its_name() =>
        Assert.Contains("'none.ipynb' does not exist", Assert.Throws<SizingException>(() => NotebookDocument.Read("none.ipynb")).Message);

    [Fact]
    public void Cells_of_an_older_minor_format_get_ids() =>
        Assert.Equal("cell-1", NotebookReader.Parse("""{"cells":[{"cell_type":"raw","source":"x"}],"nbformat":4}""", "a").Cells[0].Id);
}
