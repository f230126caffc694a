using Sizing.Tool.Notebooks;
using Sizing.Tool.Notebooks.Sessions;

namespace Sizing.Tool.Tests.Notebooks.Sessions;

[Collection("workers")]
public sealed class CSharpSessionTests
{
    private readonly CSharpSession session = new(Path.GetTempPath());

    [Fact]
    public void A_cell_that_failed_can_be_run_again()
    {
        using var interrupt = new CancellationTokenSource();
        Assert.IsType<ErrorOutput>(session.Run("a", "int x = int.Parse(\"no\");", interrupt.Token));
        Assert.Null(session.Run("a", "int x = int.Parse(\"7\");", interrupt.Token));
        Assert.Equal("7", Result("x").Text("text/plain"));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { throw new Exception(); } catch (Exception) { } }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Run(() => System.Threading.Thread.Sleep(-1)).Wait();")]
    public async Task An_interrupt_ends_a_running_cell_and_the_state_before_it_survives(string endless)
    {
        using var interrupt = new CancellationTokenSource();
        var begun = $"begun {Guid.NewGuid()}";
        Assert.Null(session.Run("a", "int x = 7;", interrupt.Token));
        var running = Task.Run(() => session.Run("b", $"x = 8;\nAppContext.SetData(\"{begun}\", true);\n{endless}", interrupt.Token));
        while (AppContext.GetData(begun) is null && !running.IsCompleted)
            await Task.Delay(10);
        await interrupt.CancelAsync().WaitAsync(TimeSpan.FromSeconds(15));
        var output = await running.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal("Interrupted", Assert.IsType<ErrorOutput>(output).Name);
        Assert.Equal("8", Result("x").Text("text/plain"));
        Assert.Null(session.Run("c", "int y = x + 1;", CancellationToken.None));
        Assert.Equal("9", Result("y").Text("text/plain"));
    }

    [Fact]
    public void A_cell_runs_under_a_token_that_is_never_cancelled() =>
        Assert.Equal("2", Assert.IsType<DataOutput>(session.Run("a", "1 + 1", CancellationToken.None)).Text("text/plain"));

    [Fact]
    public void A_value_with_the_formatter_convention_gives_its_preferred_MIME_types_and_plain_text()
    {
        // The convention of .NET Interactive: an attribute of this name, wherever it is declared.
        var shown = Result("""
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            class Source { public IEnumerable<object> CreateTypeFormatters() { yield return new F("text/html", "<b>1</b>"); yield return new F("application/x+json", "{\"a\":1}"); yield return new F("text/latex", "x"); } }
            class F
            {
                private readonly string text;
                public F(string mimeType, string text) { MimeType = mimeType; this.text = text; }
                public string MimeType { get; }
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write(text); return true; }
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "text/html", "application/x+json" })]
            class Shown { public override string ToString() => "one"; }
            new Shown()
            """);
        Assert.Equal("""{"text/html":"<b>1</b>","application/x+json":{"a":1},"text/plain":"one"}""", shown.Data.ToJsonString(Plain));
    }

    [Fact]
    public void A_value_with_ToHtml_gives_HTML_and_plain_text()
    {
        var shown = Result("class Bold { public string ToHtml() => \"<b>1</b>\"; public override string ToString() => \"1\"; }\nnew Bold()");
        Assert.Equal("""{"text/html":"<b>1</b>","text/plain":"1"}""", shown.Data.ToJsonString(Plain));
    }

    [Theory]
    [InlineData("(object)null", "<null>")]
    [InlineData("1.5", "1.5")]
    [InlineData("\"text\"", "text")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    public void Other_values_are_shown_as_plain_text(string expression, string text) => Assert.Equal(text, Result(expression).Text("text/plain"));

    private static System.Text.Json.JsonSerializerOptions Plain { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DataOutput Result(string code)
    {
        using var interrupt = new CancellationTokenSource();
        return Assert.IsType<DataOutput>(session.Run("cell", code, interrupt.Token));
    }
}
