using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class FormulaRendererTests
{
    [Fact]
    public async Task Latex_becomes_mathml_and_a_broken_formula_is_named_and_left_out()
    {
        var reports = new List<string>();
        var good = new Formula(@"\frac{a}{b}", Display: true);
        var broken = new Formula(@"\frac{a}{", Display: false);

        var mathml = await FormulaRenderer.RenderAsync([good, broken], reports.Add, CancellationToken.None);

        Assert.Contains("<mfrac><mi>a</mi><mi>b</mi></mfrac>", mathml[good]);
        Assert.DoesNotContain(broken, mathml.Keys);
        Assert.Contains(broken.Latex, Assert.Single(reports));
    }

    [Fact]
    public async Task Latex_cannot_make_markup()
    {
        var formula = new Formula(@"\text{<img src=x onerror=alert(1)>} \href{javascript:alert(1)}{x}", Display: false);

        var mathml = await FormulaRenderer.RenderAsync([formula], _ => { }, CancellationToken.None);

        Assert.DoesNotContain("<img", string.Concat(mathml.Values));
        Assert.DoesNotContain("href=\"javascript", string.Concat(mathml.Values));
    }
}
