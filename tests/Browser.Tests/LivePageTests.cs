using System.Globalization;
using Microsoft.Playwright;
using Sizing;
using Sizing.Answers;
using Sizing.Explain;
using Sizing.Inference;
using Sizing.Training;

namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed class LivePageTests(ExportedPages pages)
{
    private const string Name = "11-what-if.html";

    /// <summary>Tables of an export show numbers that are not whole to six digits.</summary>
    private const double ExportedDigits = 5e-6;

    /// <summary>The serving that the lesson shows.</summary>
    private static Serving Exported => new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("L40S")) { Context = 16_384, Concurrency = 16 };

    /// <summary>The training run that the lesson shows.</summary>
    private static TrainingRun ExportedRun => new(Exported.Model, Exported.Gpu)
    {
        Precision = TrainingPrecision.Bf16,
        Adapter = new(16),
        Sequence = 2048,
        Recompute = Recompute.Full,
    };

    [LiveFact]
    public async Task It_recomputes_every_exported_number_and_all_of_them_match()
    {
        await using var opened = await OpenAsync();

        var numbers = ServingAnswer.Of(Exported).Terms.Concat(TrainingAnswer.Of(ExportedRun).Terms).SelectMany(TermNumbers.Of).Count();
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
            ("input", "2000", each => each with { Input = 2000 }),
            ("output", "500", each => each with { Output = 500 }),
            ("price", "1.25", each => each with { Prices = new() { RentPerGpuHour = 1.25 } }),
            ("model", "Qwen/Qwen3-8B", each => each with { Model = Catalog.Model("Qwen/Qwen3-8B"), Plan = null }),
        ];
        foreach (var (control, value, change) in moves)
        {
            serving = change(serving);

            await MoveAsync(opened.Page, control, value);

            await AssertShowsAsync(opened.Page, ServingAnswer.Of(serving));
        }
        Assert.Empty(opened.Messages);
        Assert.Equal(opened.Page.Url.Split('#')[0], Assert.Single(opened.Requests));
    }

    [LiveFact]
    public async Task Each_control_of_training_gives_what_the_library_gives_outside_a_browser()
    {
        await using var opened = await OpenAsync();
        var run = ExportedRun;
        (string Control, string Value, Func<TrainingRun, TrainingRun> Change)[] moves =
        [
            ("method", "qlora", each => each with { Base = WeightFormat.Nf4DoubleQuantized }),
            ("rank", "64", each => each with { Adapter = each.Adapter! with { Rank = 64 } }),
            ("method", "full", each => each with { Adapter = null, Base = null, Precision = TrainingPrecision.Bf16Mixed }),
            ("gpu", Catalog.Gpu("H100").Name, each => each with { Gpu = Catalog.Gpu("H100") }),
            ("gpus", "8", each => each with { Plan = new() { Data = 8, Sharding = StateSharding.Weights } }),
            ("zero", "1", each => each with { Plan = each.Plan with { Sharding = StateSharding.Optimizer } }),
            ("plan", "DP4 TP2 PP1 CP1 EP1", each => each with { Plan = each.Plan with { Data = 4, Tensor = 2 } }),
            ("optimizer", "adamw-8bit", each => each with { Optimizer = Optimizer.AdamW8Bit }),
            ("precision", "fp16-mixed", each => each with { Precision = TrainingPrecision.Fp16Mixed }),
            ("recompute", "none", each => each with { Recompute = Recompute.None }),
            ("sequence", "1024", each => each with { Sequence = 1024 }),
            ("micro-batch", "2", each => each with { MicroBatch = 2 }),
            ("accumulation", "4", each => each with { Accumulation = 4 }),
            ("framework", "torchtune", each => each with { Framework = Catalog.TrainingFramework("torchtune") }),
            ("tokens", "2000000000", each => each with { Tokens = 2e9 }),
            ("price", "1.5", each => each with { DollarsPerGpuHour = 1.5 }),
            ("model", "Qwen/Qwen3-8B", each => each with { Model = Catalog.Model("Qwen/Qwen3-8B"), Plan = new() { Data = 8, Sharding = StateSharding.Optimizer } }),
        ];
        foreach (var (control, value, change) in moves)
        {
            run = change(run);

            await MoveAsync(opened.Page, control, value, whatIf: 1);

            await AssertShowsAsync(opened.Page, TrainingAnswer.Of(run), whatIf: 1);
        }
        Assert.Empty(opened.Messages);
    }

    [LiveFact]
    public async Task The_working_under_a_changed_number_unfolds_to_its_formula_and_source()
    {
        await using var opened = await OpenAsync();
        await MoveAsync(opened.Page, "concurrency", "3");

        await opened.Page.EvaluateAsync("for (const details of document.querySelectorAll('.sz-what-if details')) details.open = true");

        var text = await opened.Page.Locator(".sz-what-if").First.InnerTextAsync();
        Assert.Contains("h · 10^6 / (3600 · R)", text, StringComparison.Ordinal);
        Assert.Contains("B · s − (B − 1) · p", text, StringComparison.Ordinal);
        Assert.Contains("sequences of one replica", text, StringComparison.Ordinal);
    }

    [LiveFact]
    public async Task The_address_brings_the_settings_back_and_reset_the_exported_ones()
    {
        await using var opened = await OpenAsync();
        await MoveAsync(opened.Page, "kv", "fp8");
        await MoveAsync(opened.Page, "concurrency", "40");

        await opened.Page.ReloadAsync();
        await opened.SettleAsync();

        await AssertShowsAsync(opened.Page, ServingAnswer.Of(Exported with { KvCache = DataType.Fp8, Concurrency = 40 }));
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).First.ClickAsync();
        await AssertShowsAsync(opened.Page, ServingAnswer.Of(Exported), tolerance: ExportedDigits);
        Assert.DoesNotContain('#', opened.Page.Url);
    }

    [LiveFact]
    public async Task Settings_that_the_library_refuses_are_said_and_the_last_answer_stays()
    {
        await using var opened = await OpenAsync();

        await MoveAsync(opened.Page, "context", "0");

        Assert.StartsWith("Cannot be computed: The setting 'context' is '0'", await opened.Page.Locator(".live-refused").First.InnerTextAsync());
        await AssertShowsAsync(opened.Page, ServingAnswer.Of(Exported), tolerance: ExportedDigits);
    }

    [LiveFact]
    public async Task Absurd_values_get_the_sentence_that_the_library_says()
    {
        await using var opened = await OpenAsync();
        (int WhatIf, string Control, string Value)[] absurd =
        [
            (0, "price", "-1"), (0, "price", "0"), (0, "gpus", "-3"), (0, "context", "0.5"), (0, "input", "999999"), (0, "concurrency", "2147483647"), (0, "gpus", "2000000000"),
            (1, "price", "-1"), (1, "tokens", "-5"), (1, "rank", "0"), (1, "micro-batch", "2147483647"), (1, "gpus", "-8"), (1, "sequence", "99999999999"),
        ];
        foreach (var (whatIf, control, value) in absurd)
        {
            var sentence = Assert.Throws<SizingException>(() => Ask(whatIf, control, value)).Message;

            await MoveAsync(opened.Page, control, value, whatIf);

            Assert.Equal($"Cannot be computed: {sentence}", await opened.Page.Locator(".live-refused").Nth(whatIf).InnerTextAsync());
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as C# cell" }).Nth(whatIf).ClickAsync();
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).Nth(whatIf).ClickAsync();
        }
        Assert.Empty(opened.Messages);
    }

    [LiveFact]
    public async Task A_hostile_address_is_refused_and_runs_nothing()
    {
        await using var opened = await pages.OpenAsync(Name + "#live:0?gpu=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&__proto__=x&weights=a%0Amodel%3Db|9?gpus=2|x");

        await opened.SettleAsync();

        Assert.StartsWith("Cannot be computed: ", await opened.Page.Locator(".live-refused").First.InnerTextAsync());
        Assert.Equal(0, await opened.Page.Locator("main img").CountAsync());
        Assert.Empty(opened.Messages);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).First.ClickAsync();
        await AssertShowsAsync(opened.Page, ServingAnswer.Of(Exported), tolerance: ExportedDigits);
    }

    [LiveFact]
    public async Task A_cell_is_copied_that_names_every_setting()
    {
        await using var opened = await OpenAsync();
        await MoveAsync(opened.Page, "weights", "fp8");

        var code = await opened.Page.EvaluateAsync<string>("whatIfs[0].ask('Code')");

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
        await AssertShowsAsync(opened.Page, ServingAnswer.Of(Exported), tolerance: ExportedDigits);
        Assert.Empty(opened.Messages);
    }

    /// <summary>Asks the library what a page asks it.</summary>
    private static Answer Ask(int whatIf, string control, string value)
    {
        var settings = (whatIf == 0 ? ServingText.Write(Exported) : TrainingText.Write(ExportedRun)).ToDictionary(setting => setting.Name, setting => setting.Value);
        settings[control] = value;
        if (control == "gpus")
            settings.Remove("plan");
        return whatIf == 0 ? ServingAnswer.Of(ServingText.Read(settings)) : TrainingAnswer.Of(TrainingText.Read(settings));
    }

    private async Task<OpenedPage> OpenAsync()
    {
        var opened = await pages.OpenAsync(Name);
        await opened.SettleAsync();
        return opened;
    }

    private static async Task MoveAsync(IPage page, string control, string value, int whatIf = 0)
    {
        var element = page.Locator($".sz-what-if >> nth={whatIf} >> [name='{control}']");
        if (await element.EvaluateAsync<bool>("element => element.localName === 'select'"))
            await element.SelectOptionAsync(value);
        else
            await element.FillAsync(value);
    }

    private static async Task AssertShowsAsync(IPage page, Answer answer, int whatIf = 0, double tolerance = 1e-12)
    {
        var shown = page.Locator(".sz-what-if").Nth(whatIf);
        Assert.Equal(answer.Summary, await shown.Locator(".sz-summary").InnerTextAsync());
        Assert.Equal(
            answer.Terms.SelectMany(term => term.Walk()).Select(step => $"{step.Term.Name}: {step.Term.Value.Value.ToString("R", CultureInfo.InvariantCulture)}"),
            await RowsAsync(shown, ".sz-breakdown > .scroll > table", "cells[1].dataset.value"), (one, other) => AreAlike(one, other, tolerance));
        Assert.Equal(
            answer.Figures.Select(figure => $"{figure.Name}: {figure.Value}"), await RowsAsync(shown, ".sz-figures table", "cells[1].textContent"));
        Assert.Contains($"/ {answer.Capacity}", await shown.Locator(".sz-picture svg").InnerHTMLAsync(), StringComparison.Ordinal);
    }

    private static Task<string[]> RowsAsync(ILocator whatIf, string table, string value) => whatIf.EvaluateAsync<string[]>($$"""
        element => [...element.querySelectorAll('{{table}} > tbody > tr')].map(row => `${row.cells[0].textContent.trim()}: ${row.{{value}}}`)
        """);

    /// <summary>Names alike, and numbers alike: the last digits of powers and logarithms differ between runtimes.</summary>
    private static bool AreAlike(string one, string other, double tolerance)
    {
        var (left, right) = (one.LastIndexOf(": ", StringComparison.Ordinal), other.LastIndexOf(": ", StringComparison.Ordinal));
        var (mine, theirs) = (Value(one[(left + 2)..]), Value(other[(right + 2)..]));
        return one[..left] == other[..right] && Math.Abs(mine - theirs) <= tolerance * Math.Abs(theirs);
        static double Value(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
