using System.Collections.Concurrent;
using Microsoft.Playwright;
using Sizing.Tool.Verbs;

namespace Browser.Tests;

/// <summary>All lessons and the test notebooks, exported once, and one browser for all tests.</summary>
public sealed class ExportedPages : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("pages").FullName;
    private readonly ConcurrentDictionary<string, Task<PageVisit>> visits = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The folder of the repository.</summary>
    internal static string Repository { get; } = FindRepository();

    /// <summary>The names of the pages.</summary>
    public static TheoryData<string> Names => [.. PageNames()];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Skip is not null)
            return;
        Assert.Equal(CommandLine.Done, await CommandLine.RunAsync(["export", .. Notebooks(), "--out", folder]));
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Opens a page from disk, with the network off; a script given runs before those of the page.</summary>
    internal async Task<OpenedPage> OpenAsync(string name, BrowserNewContextOptions? options = null, string? script = null)
    {
        options ??= new();
        options.Offline = true;
        var context = await browser!.NewContextAsync(options);
        if (script is not null)
            await context.AddInitScriptAsync(script);
        return await OpenedPage.OpenAsync(context, new Uri(Path.Combine(folder, name)).AbsoluteUri);
    }

    /// <summary>What a page did when it was visited, once for all tests.</summary>
    internal Task<PageVisit> VisitAsync(string name) => visits.GetOrAdd(name, new PageVisitor(this).VisitAsync);

    private static IEnumerable<string> PageNames() => Notebooks().Select(path => Path.GetFileNameWithoutExtension(path) + ".html").Append("index.html");

    private static IEnumerable<string> Notebooks() =>
        new[] { "notebooks", "tests/Sizing.Tool.Tests/Html/Notebooks" }.Select(path => Path.Combine(Repository, path))
            .Where(Directory.Exists).SelectMany(path => Directory.GetFiles(path, "*.ipynb").Order(StringComparer.Ordinal));

    private static string FindRepository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Workbook.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests are not run from inside the repository.");
        return at.FullName;
    }
}
