using Sizing.Explain;

namespace Sizing.Notebook.Tests.Formatting;

public sealed class KernelConventionTests
{
    [Fact]
    public void A_table_gives_html_and_text()
    {
        var bundle = Kernel.Render(new[] { new { Model = "Llama", Weights = new Bytes(16_060_522_496) } }.ToTable());

        Assert.Contains("data-value=\"16060522496\"", bundle["text/html"], StringComparison.Ordinal);
        Assert.Contains("14.96 GiB", bundle["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_of_the_library_without_html_gives_its_breakdown()
    {
        var bundle = Kernel.Render(RulesOfThumb.TrainingOfA2(7_000_000_000, 3));

        Assert.Contains("<table", bundle["text/html"], StringComparison.Ordinal);
        Assert.Contains("P · 4 · k", bundle["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_serving_estimate_shows_subject_answer_warnings_and_terms()
    {
        var estimate = new Serving(Catalog.Model("meta-llama/Llama-2-13b-hf"), Catalog.Gpu("H100 SXM 80GB")) { Context = 8_192 }.Estimate();
        var bundle = Kernel.Render(estimate);

        Assert.All(bundle.Values, text => Assert.Contains(estimate.Summary, System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal));
        Assert.Contains("4,096", bundle["text/plain"], StringComparison.Ordinal);
        Assert.Contains("sz-warning", bundle["text/html"], StringComparison.Ordinal);
        Assert.Contains("Memory per GPU", bundle["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_public_display_bears_the_attribute_and_is_sealed_or_abstract()
    {
        var displays = typeof(Display).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Display)));

        Assert.All(displays, type => Assert.True(type.IsSealed && type.GetCustomAttributes(true).Any(a => a.GetType().Name == "TypeFormatterSourceAttribute")));
    }

    [Fact]
    public void Every_estimate_of_the_library_bears_the_attribute()
    {
        var estimates = typeof(Term).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IEstimate)));

        Assert.All(estimates, type => Assert.Contains(type.GetCustomAttributes(true), a => a.GetType().Name == "TypeFormatterSourceAttribute"));
    }
}
