using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class CodeColorsTests
{
    [Fact]
    public async Task A_type_of_an_earlier_cell_is_a_type_in_a_later_one()
    {
        var html = await CodeColors.ColorAsync(["record Gpu(int Memory);", "var gpu = new Gpu(80);\ngpu"], CancellationToken.None);

        Assert.Contains("<span class=\"hl-type\">Gpu</span>", html[1]);
        Assert.Contains("<span class=\"hl-number\">80</span>", html[1]);
        Assert.EndsWith("\ngpu", html[1]);
    }

    [Fact]
    public async Task Types_of_the_library_are_known()
    {
        var html = await CodeColors.ColorAsync(["using Sizing;", "Bytes.FromGiB(1)"], CancellationToken.None);

        Assert.Equal("<span class=\"hl-type\">Bytes</span>.<span class=\"hl-method\">FromGiB</span>(<span class=\"hl-number\">1</span>)", html[1]);
    }

    [Fact]
    public async Task Source_is_escaped_inside_and_outside_of_tokens()
    {
        var html = await CodeColors.ColorAsync(["var a = \"</script>\"; // <b>\nvar b = 1 < 2 && true;"], CancellationToken.None);

        Assert.Contains("<span class=\"hl-string\">&quot;&lt;/script&gt;&quot;</span>", html[0]);
        Assert.Contains("<span class=\"hl-comment\">// &lt;b&gt;</span>", html[0]);
        Assert.Contains(" &lt; <span class=\"hl-number\">2</span> &amp;&amp; ", html[0]);
    }

    [Fact]
    public async Task Code_that_does_not_compile_keeps_all_its_text()
    {
        var html = await CodeColors.ColorAsync(["#r \"missing.dll\"\nvar = ;; @@ unknown("], CancellationToken.None);

        Assert.Equal("#r \"missing.dll\"\nvar = ;; @@ unknown(", System.Net.WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Replace(html[0], "<[^>]+>", "")));
    }
}
