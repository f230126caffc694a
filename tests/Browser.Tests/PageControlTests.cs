namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed class PageControlTests(ExportedPages pages)
{
    private const string Page = "kv-cache.html";

    [BrowserFact]
    public async Task A_table_sorts_by_its_exact_values_and_says_so()
    {
        await using var opened = await pages.OpenAsync(Page);
        var table = opened.Page.Locator("#cell-table table");

        await table.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Memory" }).ClickAsync();

        Assert.Equal("ascending", await table.Locator("th", new() { HasText = "Memory" }).GetAttributeAsync("aria-sort"));
        Assert.Equal(["L4", "RTX 4090", "H100 SXM 80GB"], await table.Locator("tbody th").AllInnerTextsAsync());
    }

    [BrowserFact]
    public async Task A_table_is_copied_as_csv_with_its_exact_values()
    {
        await using var opened = await pages.OpenAsync(Page);

        // 79.6, 23.5 and 22 GiB in bytes; 61, 7 and 5 sessions of 8,192 tokens.
        Assert.Equal(
            "GPU,Memory,Sessions,Tokens\r\nH100 SXM 80GB,85469849190,61,499712\r\nRTX 4090,25232932864,7,57344\r\nL4,23622320128,5,40960\r\n",
            await opened.Page.EvaluateAsync<string>("toCsv(document.querySelector('#cell-table table'))"));
    }

    [BrowserFact]
    public async Task The_arrow_keys_read_the_values_of_a_chart()
    {
        await using var opened = await pages.OpenAsync(Page);
        await opened.SettleAsync();
        var plot = opened.Page.Locator("#cell-chart .plot");

        await plot.FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await opened.Page.Keyboard.PressAsync("ArrowRight");

        Assert.Equal("Weights, RTX 4090: 14.96 GiB", await opened.Page.Locator("#cell-chart .reading").InnerTextAsync());
    }

    [BrowserFact]
    public async Task All_code_unfolds_at_once()
    {
        await using var opened = await pages.OpenAsync(Page);

        await opened.Page.Locator("#show-code").ClickAsync();

        Assert.Equal(0, await opened.Page.Locator("details.code:not([open])").CountAsync());
    }

    [BrowserFact]
    public async Task The_theme_button_turns_a_light_page_dark()
    {
        await using var opened = await pages.OpenAsync(Page);

        await opened.Page.Locator("#theme").ClickAsync();

        Assert.Equal("dark", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
    }
}
