using System.Text.Json;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed class EveryPageTests(ExportedPages pages)
{
    private static readonly string AxeScript = Path.Combine(ExportedPages.Repository, "lib/Sizing.Tool/node_modules/axe-core/axe.min.js");

    public static TheoryData<string> Names => ExportedPages.Names;

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task It_asks_for_nothing_but_itself_and_says_nothing_while_it_is_used(string name)
    {
        await using var opened = await pages.OpenAsync(name);

        await opened.SettleAsync();
        foreach (var button in await opened.Page.Locator("button:visible").AllAsync())
            await button.ClickAsync();

        Assert.Equal(opened.Page.Url, Assert.Single(opened.Requests));
        Assert.Empty(opened.Messages);
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task It_has_no_serious_accessibility_problem_in_light_and_dark(string name)
    {
        foreach (var colors in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await pages.OpenAsync(name, new() { ColorScheme = colors });
            await opened.SettleAsync();
            await opened.Page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = true");
            await opened.Page.EvaluateAsync(await File.ReadAllTextAsync(AxeScript));

            var result = await opened.Page.EvaluateAsync<JsonElement>("axe.run()");

            Assert.Equal([], result.GetProperty("violations").EnumerateArray()
                .Where(each => each.GetProperty("impact").GetString() is "serious" or "critical")
                .SelectMany(each => each.GetProperty("nodes").EnumerateArray()
                    .Select(node => $"{colors} {each.GetProperty("id")}: {node.GetProperty("html")}")));
        }
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task With_scripts_off_prose_tables_and_pictures_are_there_and_no_dead_button(string name)
    {
        await using var opened = await pages.OpenAsync(name, new() { JavaScriptEnabled = false });

        Assert.True(await opened.Page.Locator("main h1").IsVisibleAsync());
        Assert.Equal(0, await opened.Page.Locator("button:visible").CountAsync());
        foreach (var shown in await opened.Page.Locator("main .prose > :is(p, h2), main .chart svg, main .output table:not(details table)").AllAsync())
            Assert.True(await shown.IsVisibleAsync(), shown.ToString());
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(string name)
    {
        await using var opened = await pages.OpenAsync(name, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await opened.SettleAsync();

        Assert.Equal(390, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task On_paper_it_is_light_unfolded_and_shows_the_pictures(string name)
    {
        await using var opened = await pages.OpenAsync(name, new() { ColorScheme = ColorScheme.Dark });
        await opened.SettleAsync();
        await opened.Page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('beforeprint'))");

        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await opened.Page.Locator("main details:not([open])").CountAsync());
        Assert.Equal(0, await opened.Page.Locator(".plot:visible").CountAsync());
        Assert.Equal(await opened.Page.Locator(".chart").CountAsync(), await opened.Page.Locator(".chart figure:visible").CountAsync());
    }
}
