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

    private const string Site = "site";
    private const string Matrix = "matrix";

    /// <summary>The folder of the repository.</summary>
    internal static string Repository { get; } = FindRepository();

    /// <summary>The names of the pages.</summary>
    public static TheoryData<string> Names => [.. PageNames()];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Skip is not null)
            return;
        await ExportAsync([.. Notebooks()], folder);
        await ExportAsync([Lesson("03-fit-a-gpu"), Lesson("11-what-if"), "--site"], Path.Combine(folder, Site));
        await ExportAsync([Lesson("03-fit-a-gpu"), "--matrix", "model=llama-3.1-8b,Qwen/Qwen3-32B", "gpu=H100,RTX 4090"], Path.Combine(folder, Matrix));
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
    /// <param name="name">Its path, within the folder of the export or whole.</param>
    /// <param name="options">How the browser is set.</param>
    /// <param name="script">What runs before the page.</param>
    internal async Task<OpenedPage> OpenAsync(string name, BrowserNewContextOptions? options = null, string? script = null)
    {
        options ??= new();
        options.Offline = true;
        var context = await browser!.NewContextAsync(options);
        if (script is not null)
            await context.AddInitScriptAsync(script);
        return await OpenedPage.OpenAsync(context, Address(name));
    }

    private string Address(string name)
    {
        var (file, fragment) = name.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (name[..at], name[at..]) : (name, "");
        return new Uri(Path.Combine(folder, file)).AbsoluteUri + fragment;
    }

    /// <summary>Exports from the command line, as a reader would.</summary>
    internal static async Task ExportAsync(IEnumerable<string> arguments, string folder)
    {
        var (console, said) = (Console.Error, new StringWriter());
        Console.SetError(said);
        var code = await CommandLine.RunAsync(["export", .. arguments, "--out", folder]);
        Console.SetError(console);
        Assert.True(code == CommandLine.Done, said.ToString());
    }

    /// <summary>The files that a page may read beside itself: those that the pages of a site share.</summary>
    internal static IEnumerable<string> SharedBy(string address) => new[] { "sizing-charts.js", "sizing-library.js" }
        .Where(_ => address.Contains($"/{Site}/", StringComparison.Ordinal)).Select(file => new Uri(new Uri(address), file).AbsoluteUri);

    /// <summary>What a page did when it was visited, once for all tests.</summary>
    internal Task<PageVisit> VisitAsync(string name) => visits.GetOrAdd(name, new PageVisitor(this).VisitAsync);

    private static string Lesson(string name) => Path.Combine(Repository, "notebooks", $"{name}.ipynb");

    private static IEnumerable<string> PageNames() =>
    [
        .. Notebooks().Select(path => Path.GetFileNameWithoutExtension(path) + ".html"),
        "index.html",
        $"{Site}/index.html", $"{Site}/03-fit-a-gpu.html", $"{Site}/11-what-if.html",
        $"{Matrix}/index.html", $"{Matrix}/03-fit-a-gpu--qwen-qwen3-32b--rtx-4090.html",
    ];

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
