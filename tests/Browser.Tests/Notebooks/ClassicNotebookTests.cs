using Microsoft.Playwright;
using Sizing.Tool.Kernels;
using Sizing.Tool.Notebooks;

namespace Browser.Tests.Notebooks;

public sealed class ClassicNotebookTests
{
    private const int LongestRunMs = 180_000;

    private const string Ran = "Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code').every(cell => cell.input_prompt_number > 0)";

    private static readonly string Lesson = Path.Combine(ExportedPages.Repository, "notebooks", "02-kv-cache.ipynb");

    [NotebookServerFact]
    public async Task A_lesson_opens_with_the_workbooks_kernel_and_running_all_cells_shows_its_tables_and_charts()
    {
        var lesson = NotebookDocument.Read(Lesson);
        await using var server = await NotebookServer.StartAsync(lesson);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(LongestRunMs);

        await page.GotoAsync(server.Address(lesson).AbsoluteUri);
        await page.Locator(".kernel_indicator_name", new() { HasText = JupyterKernel.DisplayName }).WaitForAsync();
        await page.Locator("#kernel_indicator_icon.kernel_idle_icon").WaitForAsync();
        Assert.Equal(0, await page.Locator(".output table, .output svg").CountAsync());
        await page.Locator("#menus").GetByText("Cell", new() { Exact = true }).ClickAsync();
        await page.Locator("#run_all_cells a").ClickAsync();
        await page.WaitForFunctionAsync(Ran);

        Assert.Equal(0, await page.Locator(".output_error, .output_stderr").CountAsync());
        var stored = lesson.Cells.SelectMany(cell => cell.Outputs.OfType<DataOutput>()).Select(output => output.Text("text/html")).OfType<string>();
        var expected = await page.EvaluateAsync<string[]>(
            "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('table')].map(table => table.textContent)", string.Concat(stored));
        Assert.NotEmpty(expected);
        // The last outputs may come after the kernel has said that their cell is done.
        await page.WaitForFunctionAsync("tables => document.querySelectorAll('.output_html table').length >= tables", expected.Length);
        Assert.Equal(expected, await page.Locator(".output_html table").AllTextContentsAsync());
        Assert.Equal(lesson.Cells.Count(IsChart), await page.Locator(".output_html svg:visible").CountAsync());
        Assert.True(await page.Locator(".output_html table:visible").CountAsync() > 0);
    }

    private static bool IsChart(Cell cell) => cell.Outputs.OfType<DataOutput>().Any(output => output.Text("image/svg+xml") is not null);
}
