using System.Text.Json;
using System.Text.Json.Nodes;

namespace Browser.Tests;

/// <summary>A notebook whose prose, parameter and outputs, and a model whose name and configuration, try to run a script; exported in every way.</summary>
public sealed class HostilePages : IAsyncLifetime
{
    /// <summary>What every page must show as text.</summary>
    internal const string Text = "</script><script>hostile()</script><img src=x onerror=hostile()><svg/onload=hostile()>\" onmouseover=\"hostile()\" \u2028 javascript:hostile()";

    private const string Mark = "</script><script>hostile()</script>\"><img src=x onerror=hostile()>";

    private const string Prose = """
        # Hostile <script>hostile()</script>

        **<img src=x onerror=hostile()>**

        <script>hostile()</script>

        <details ontoggle="hostile()" open><summary onclick="hostile()">fold</summary>

        <iframe srcdoc="<script>hostile()</script>"></iframe> [link](javascript:hostile()) [data](data:text/html,<script>hostile()</script>) <javascript:hostile()>

        ![picture](x" onerror="hostile()) <a href="javascript:hostile()">raw</a> $\href{javascript:hostile()}{x}$ `</script><script>hostile()</script>`

        </details>

        ## A heading "><script>hostile()</script>

        | <script>hostile()</script> | b |
        |---|---|
        | <svg/onload=hostile()> | 2 |
        """;

    private static readonly string[] Cells =
    [
        "#r \"Sizing.Notebook.dll\"\nusing Sizing; using Sizing.Notebook; using Sizing.Explain;",
        "string model = \"llama-3.1-8b\";\nstring gpu = \"H100\";\nstring text = \"\";\nint context = 1024;",
        "var serving = new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Context = context };\nConsole.WriteLine(text);\nserving.Estimate()",
        "new[] { new { Text = text, Model = serving.Model.Name } }.ToTable(text)",
        "Chart.StackedBars(new[] { text }, each => each, (text, TermKind.Weights, each => Bytes.FromGiB(1))).WithTitle(text).WithCapacity(text, Bytes.FromGiB(2))",
        "Chart.Scatter(new[] { text }, each => 1.0, each => 2.0, label: each => each).WithTitle(text)",
        "new Takeaway(text)",
        "Callout.Warning(text)",
        "new Exercise(text, text, text)",
        "WhatIf.Serving(new Serving(Catalog.Model(\"llama-3.1-8b\"), Catalog.Gpu(\"H100\")) { Context = context })",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("hostile").FullName;

    /// <summary>The pages, alone, as a site, and as editions.</summary>
    internal IReadOnlyList<string> Pages { get; private set; } = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Skip is not null)
            return;
        var (notebook, model) = (Path.Combine(folder, "hostile.ipynb"), Config());
        await File.WriteAllTextAsync(notebook, Notebook());
        string[] marks = ["--title", Mark, "--footer", Mark];
        string[] set = ["--set", $"model={model}", "--set", $"text={Text}"];
        await ExportedPages.ExportAsync([notebook, .. set, .. marks, "--code", "shown"], Path.Combine(folder, "out"));
        await ExportedPages.ExportAsync([notebook, .. set, .. marks, "--site"], Path.Combine(folder, "site"));
        await ExportedPages.ExportAsync([notebook, .. set[2..], .. marks, "--matrix", $"model={model}", "gpu=H100"], Path.Combine(folder, "matrix"));
        Pages = [.. Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The folders that a path with a closing script tag goes through are its name.</summary>
    private string Config()
    {
        var path = Path.Combine(folder, "</script><script>hostile()</script>", "\"><img src=x onerror=hostile()>", "config.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new JsonObject
        {
            ["model_type"] = "llama",
            ["_name_or_path"] = Text,
            ["architectures"] = new JsonArray(Text),
            ["transformers_version"] = Text,
            ["hidden_size"] = 4096,
            ["intermediate_size"] = 14336,
            ["num_hidden_layers"] = 32,
            ["num_attention_heads"] = 32,
            ["num_key_value_heads"] = 8,
            ["vocab_size"] = 128256,
            ["max_position_embeddings"] = 8192,
            ["torch_dtype"] = "bfloat16",
        }.ToJsonString());
        return path;
    }

    private static string Notebook() => new JsonObject
    {
        ["cells"] = new JsonArray(
        [
            new JsonObject { ["cell_type"] = "markdown", ["id"] = "prose", ["metadata"] = new JsonObject(), ["source"] = Prose },
            .. Cells.Select((source, index) => new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"cell-{index}",
                ["metadata"] = index == 1 ? new JsonObject { ["tags"] = new JsonArray("parameters") } : new JsonObject(),
                ["source"] = source,
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
            }),
        ]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString(JsonSerializerOptions.Default);
}
