using System.Text.Json;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>Visits a page once, for all the claims that are made of every page.</summary>
internal sealed class PageVisitor(ExportedPages pages)
{
    /// <summary>The width of A4 between the margins of the print style, in CSS pixels.</summary>
    private const int PaperWidth = 672;

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(ExportedPages.Repository, "lib/Sizing.Tool/node_modules/axe-core/axe.min.js")));

    internal async Task<PageVisit> VisitAsync(string name)
    {
        var scriptless = await WithoutScriptsAsync(name);
        await using var opened = await pages.OpenAsync(name);
        var page = opened.Page;
        await opened.SettleAsync();
        var phone = await PhoneWidthAsync(page);
        await page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = true");
        await page.EvaluateAsync(Axe.Value);
        var light = await ViolationsAsync(page, ColorScheme.Light, "{}");
        var dark = await ViolationsAsync(page, ColorScheme.Dark, "{ runOnly: ['color-contrast'] }");
        await page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = false");
        var printed = await PrintAsync(page);
        var missing = await MissingOnPaperAsync(page);
        foreach (var button in await page.Locator("button:visible").AllAsync())
            await button.DispatchEventAsync("click");
        return new()
        {
            Address = page.Url.Split('#')[0],
            Requests = [.. opened.Requests],
            Messages = [.. opened.Messages],
            Violations = [.. light, .. dark],
            PhoneWidth = phone,
            Printed = printed,
            MissingOnPaper = missing,
            Scriptless = scriptless,
        };
    }

    private static async Task<int> PhoneWidthAsync(IPage page)
    {
        await page.SetViewportSizeAsync(390, 844);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        await page.SetViewportSizeAsync(1280, 720);
        return width;
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page, ColorScheme colors, string options)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = colors });
        var result = await page.EvaluateAsync<JsonElement>($"axe.run({options})");
        return result.GetProperty("violations").EnumerateArray()
            .Where(each => each.GetProperty("impact").GetString() is "serious" or "critical")
            .SelectMany(each => each.GetProperty("nodes").EnumerateArray().Select(node => $"{colors} {each.GetProperty("id")}: {node.GetProperty("html")}"));
    }

    private static async Task<PrintedPage> PrintAsync(IPage page)
    {
        await page.EvaluateAsync("document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('beforeprint'))");
        await page.SetViewportSizeAsync(PaperWidth, 950);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var printed = new PrintedPage(
            await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"),
            await page.Locator("main details:not([open], .long)").CountAsync(),
            await page.Locator(".plot:visible").CountAsync(),
            await page.Locator(".chart").CountAsync(),
            await page.Locator(".chart figure:visible").CountAsync(),
            await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('main *:not(svg *, math, math *)')]
                  .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
                  .map(element => `${element.outerHTML.slice(0, 120)} ends at ${Math.round(element.getBoundingClientRect().right)}`)
                """));
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1280, 720);
        return printed;
    }

    /// <summary>The texts that the printed file has not whole; formulas are drawn sign by sign and are left out.</summary>
    private static async Task<IReadOnlyList<string>?> MissingOnPaperAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        if (await PdfText.OfAsync(await page.PdfAsync(new() { PreferCSSPageSize = true })) is not { } paper)
            return null;
        var shown = await page.EvaluateAsync<string[]>("""
            [...(function* () {
              const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!element.closest('math, script, style, title, desc') && element.checkVisibility()) yield walker.currentNode.data;
              }
            })()]
            """);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        return [.. shown.Where(text => !paper.Contains(PdfText.Letters(text), StringComparison.Ordinal)).Distinct()];
    }

    private async Task<ScriptlessPage> WithoutScriptsAsync(string name)
    {
        await using var opened = await pages.OpenAsync(name, new() { JavaScriptEnabled = false });
        var unseen = new List<string>();
        foreach (var shown in await opened.Page.Locator("main .prose > :is(p, h2), main .chart svg, main .output table:not(details table)").AllAsync())
        {
            if (!await shown.IsVisibleAsync())
                unseen.Add(shown.ToString()!);
        }
        return new(await opened.Page.Locator("main h1").IsVisibleAsync(), await opened.Page.Locator(":is(button, input, select):visible").CountAsync(), unseen);
    }
}
