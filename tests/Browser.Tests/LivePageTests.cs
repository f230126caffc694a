using System.Globalization;
using Microsoft.Playwright;
using Sizing;
using Sizing.Explain;

namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed class LivePageTests(ExportedPages pages)
{
    private const string Name = "11-what-if.html";

    /// <summary>The serving that the lesson shows.</summary>
    private static Serving Exported => new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("L40S")) { Context = 16_384, Concurrency = 16 };

    [LiveFact]
    public async Task It_recomputes_every_exported_number_and_all_of_them_match()
    {
        await using var opened = await OpenAsync();

        var numbers = Exported.Estimate().Terms.SelectMany(TermNumbers.Of).Count();
        Assert.StartsWith(
            $"Recomputed in this page: {numbers} of {numbers} exported numbers match.", await opened.Page.Locator(".live-status").InnerTextAsync());
    }

    [LiveFact]
    public async Task Each_control_gives_what_the_library_gives_outside_a_browser()
    {
        await using var opened = await OpenAsync();
        var serving = Exported with { Gpus = null };
        (string Control, string Value, Func<Serving, Serving> Change)[] moves =
        [
            ("gpu", Catalog.Gpu("H100").Name, each => each with { Gpu = Catalog.Gpu("H100") }),
            ("gpus", "2", each => each with { Gpus = 2 }),
            ("plan", "TP1 PP1 DP2 EP1", each => each with { Plan = new(Data: 2) }),
            ("weights", "fp8", each => each with { Weights = WeightFormat.Fp8 }),
            ("kv", "fp8", each => each with { KvCache = DataType.Fp8 }),
            ("context", "4096", each => each with { Context = 4096 }),
            ("concurrency", "3", each => each with { Concurrency = 3 }),
            ("model", "Qwen/Qwen3-8B", each => each with { Model = Catalog.Model("Qwen/Qwen3-8B"), Plan = null }),
        ];
        foreach (var (control, value, change) in moves)
        {
            serving = change(serving);

            await MoveAsync(opened.Page, control, value);

            await AssertShowsAsync(opened.Page, serving.Estimate());
        }
        Assert.Empty(opened.Messages);
        Assert.Equal(opened.Page.Url.Split('#')[0], Assert.Single(opened.Requests));
    }

    [LiveFact]
    public async Task The_address_brings_the_settings_back_and_reset_the_exported_ones()
    {
        await using var opened = await OpenAsync();
        await MoveAsync(opened.Page, "kv", "fp8");
        await MoveAsync(opened.Page, "concurrency", "40");

        await opened.Page.ReloadAsync();
        await opened.SettleAsync();

        await AssertShowsAsync(opened.Page, (Exported with { KvCache = DataType.Fp8, Concurrency = 40 }).Estimate());
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await AssertShowsAsync(opened.Page, Exported.Estimate());
        Assert.DoesNotContain('#', opened.Page.Url);
    }

    [LiveFact]
    public async Task Settings_that_the_library_refuses_are_said_and_the_last_answer_stays()
    {
        await using var opened = await OpenAsync();

        await MoveAsync(opened.Page, "context", "0");

        Assert.StartsWith("Cannot be computed: The setting 'context' is '0'", await opened.Page.Locator(".live-refused").InnerTextAsync());
        await AssertShowsAsync(opened.Page, Exported.Estimate());
    }

    [LiveFact]
    public async Task A_cell_is_copied_that_names_every_setting()
    {
        await using var opened = await OpenAsync();
        await MoveAsync(opened.Page, "weights", "fp8");

        var code = await opened.Page.EvaluateAsync<string>("whatIfs[0].library.Code(settingsText(whatIfs[0].settings))");

        Assert.Equal(
            """
            var serving = new Serving(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("L40S"))
            {
                Weights = WeightFormat.Parse("fp8"),
                Context = 16_384,
                Concurrency = 16,
            };
            serving.Estimate()

            """,
            code,
            ignoreLineEndingDifferences: true);
    }

    [LiveFact]
    public async Task Where_the_library_cannot_start_the_exported_numbers_stay_and_there_is_no_control()
    {
        await using var opened = await pages.OpenAsync(Name, script: "delete globalThis.WebAssembly");

        await opened.Page.Locator("html[data-live='failed']").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal("The library could not start in this browser; the numbers are those of the export.", await opened.Page.Locator(".live-status").InnerTextAsync());
        Assert.Equal(0, await opened.Page.Locator(".sz-what-if :is(select, input)").CountAsync());
        await AssertShowsAsync(opened.Page, Exported.Estimate());
        Assert.Empty(opened.Messages);
    }

    private async Task<OpenedPage> OpenAsync()
    {
        var opened = await pages.OpenAsync(Name);
        await opened.SettleAsync();
        return opened;
    }

    private static async Task MoveAsync(IPage page, string control, string value)
    {
        var element = page.Locator($".live-controls [name='{control}']");
        if (await element.EvaluateAsync<bool>("element => element.localName === 'select'"))
            await element.SelectOptionAsync(value);
        else
            await element.FillAsync(value);
    }

    private static async Task AssertShowsAsync(IPage page, ServingEstimate estimate)
    {
        Assert.Equal(estimate.Summary, await page.Locator(".sz-what-if .sz-summary").InnerTextAsync());
        Assert.Equal(
            estimate.Terms.SelectMany(term => term.Walk()).Select(step => $"{step.Term.Name}: {step.Term.Value.Value.ToString("R", CultureInfo.InvariantCulture)}"),
            await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('.sz-what-if .sz-breakdown > .scroll > table > tbody > tr, .sz-what-if .sz-breakdown > table > tbody > tr')]
                  .map(row => `${row.cells[0].textContent.trim()}: ${row.cells[1].dataset.value}`)
                """));
        Assert.Contains($"/ {estimate.Budget}", await page.Locator(".sz-what-if .sz-picture svg").InnerHTMLAsync(), StringComparison.Ordinal);
    }
}
