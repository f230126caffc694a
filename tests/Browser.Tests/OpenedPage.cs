using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>One page in a context of its own, with all that it asked for and said.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly List<string> requests = [];
    private readonly List<string> messages = [];
    private readonly IBrowserContext context;

    private OpenedPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
    }

    /// <summary>The page.</summary>
    internal IPage Page { get; }

    /// <summary>Every address asked for, inline data aside.</summary>
    internal IEnumerable<string> Requests => requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>Everything that the console said.</summary>
    internal IReadOnlyList<string> Messages => messages;

    internal static async Task<OpenedPage> OpenAsync(IBrowserContext context, string address)
    {
        var opened = new OpenedPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(address);
        return opened;
    }

    /// <summary>Waits until the controls of the page compute, scrolls every chart into view and waits until plotly.js has drawn it.</summary>
    internal async Task SettleAsync()
    {
        if (LiveFactAttribute.IsLive && await Page.Locator(".sz-what-if").CountAsync() > 0)
            await Page.Locator("html[data-live='ready']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var charts = Page.Locator(".chart");
        for (var index = 0; index < await charts.CountAsync(); index++)
        {
            await charts.Nth(index).ScrollIntoViewIfNeededAsync();
            await charts.Nth(index).Locator(".plot[aria-label]").WaitForAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
