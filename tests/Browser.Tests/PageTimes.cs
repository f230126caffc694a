using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Browser.Tests;

/// <summary>Measures how soon a page is painted, live, and answers a control. It holds on a quiet machine only, so that it is run by hand.</summary>
[Collection(PagesGroup.Name)]
public sealed class PageTimes(ExportedPages pages, ITestOutputHelper output)
{
    private const int Openings = 11;
    private const int Changes = 20;

    /// <summary>Opens the live page afresh, and moves its context from its own length up, one step at a time.</summary>
    private const string Measure = """
        async changes => {
          const frames = [];
          const context = document.querySelector(".sz-what-if [name='context']");
          for (let step = 1; step <= changes; step++) {
            context.value = 4096 + 256 * step;
            const start = performance.now();
            context.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
            frames.push(performance.now() - start);
          }
          const of = (kind, name) => performance.getEntriesByType(kind).filter(entry => entry.name === name);
          return [[of('paint', 'first-contentful-paint')[0].startTime], [of('measure', 'live')[0].duration], of('measure', 'what-if').map(entry => entry.duration), frames];
        }
        """;

    [MeasurementFact]
    public async Task Medians()
    {
        List<double>[] times = [[], [], [], []];
        for (var opening = 0; opening < Openings; opening++)
        {
            await using var opened = await pages.OpenAsync("11-what-if.html");
            await opened.Page.Locator("html[data-live='ready']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            var measured = await opened.Page.EvaluateAsync<JsonElement>(Measure, Changes);
            foreach (var (list, values) in times.Zip(measured.EnumerateArray()))
                list.AddRange(values.EnumerateArray().Select(value => value.GetDouble()));
        }

        Assert.Equal([Openings, Openings, Openings * Changes, Openings * Changes], times.Select(list => list.Count));
        foreach (var (name, list) in new[] { "first paint", "live", "a change: numbers", "a change: painted with its bar" }.Zip(times))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {list.Order().ElementAt(list.Count / 2):0} ms, slowest {list.Max():0} ms, {list.Count} times"));
    }
}
