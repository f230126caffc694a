using Sizing.Explain;

namespace Sizing.Notebook;

/// <summary>Every fixed word that displays print, in one place.</summary>
internal static class Labels
{
    internal const string Data = "Data";
    internal const string Yes = "yes";
    internal const string No = "no";
    internal const string Unknown = "–";
    internal const string Count = "Count";
    internal const string Minimum = "Min";
    internal const string Maximum = "Max";
    internal const string Mean = "Mean";
    internal const string Description = "Description";
    internal const string Term = "Term";
    internal const string Value = "Value";
    internal const string Share = "Share";
    internal const string Symbol = "Symbol";
    internal const string Meaning = "Meaning";
    internal const string Formula = "Formula";
    internal const string Source = "Source";
    internal const string Note = "Note";
    internal const string Before = "Before";
    internal const string After = "After";
    internal const string Difference = "Difference";
    internal const string Ratio = "Ratio";
    internal const string Takeaway = "Takeaway";
    internal const string Exercise = "Exercise";
    internal const string Answer = "Answer";
    internal const string Warning = "Warning";
    internal const string Memory = "Memory";
    internal const string Amount = "Amount";
    internal const string Total = "Total";
    internal const string Capacity = "Capacity";
    internal const string Series = "Series";
    internal const string Label = "Label";
    internal const string StackedBars = "Stacked bars";
    internal const string Lines = "Lines";
    internal const string Points = "Points";
    internal const string Heatmap = "Heatmap";
    internal const string BelowZero = "hatched: below zero";
    internal const string WhatIf = "What if";
    internal const string Setting = "Setting";
    internal const string Model = "Model";
    internal const string Gpu = "GPU";
    internal const string Gpus = "GPUs";
    internal const string Plan = "Plan";
    internal const string Engine = "Engine";
    internal const string WeightFormat = "Weights";
    internal const string KvCache = "KV cache";
    internal const string RentOfHour = "Rent of an hour";
    internal const string PriceToBuy = "Price to buy";
    internal const string TimePerToken = "Time per output token";
    internal const string AsAsked = "As asked";
    internal const string Held = "Held";
    internal const string Saved = "Saved by the change";
    internal const string CostAndLatency = "What lower latency costs";
    internal const string TensorRanks = "tensor ranks";
    internal const string PipelineStages = "pipeline stages";
    internal const string Replicas = "replicas";
    internal const string MostTokensPerSecond = "Most output tokens";
    internal const string Scaling = "What more GPUs bring";
    internal const string SequencesAtOnce = "Sequences at a time";
    internal const string ContextAndBatch = "Context against batch";
    internal const string Context = "Tokens of a sequence";
    internal const string Concurrency = "Sequences at a time";
    internal const string Figure = "Figure";
    internal const string Bounds = "Range";
    internal const string InShort = "In short";
    internal const string Working = "Show the working";

    internal static string Range(Amount smallest, Amount largest) => $"from {smallest} to {largest}";

    internal static string Bars(string amount, int bars, int parts) => $"{amount}, bars: {bars}, parts: {parts}";

    internal static string Curves(string y, string x, int series, int points) => $"{y} by {x}, points: {points}, series: {series}";

    internal static string Cells(string value, string x, string y, int rows, int columns) => $"{value} by {y} and {x}, cells: {rows} × {columns}";

    /// <summary>The name of a term with what it is counted over, unless the name says so itself.</summary>
    internal static string WithScope(Explain.Term term) =>
        term.Name.Contains(Of(term.Scope), StringComparison.OrdinalIgnoreCase) ? term.Name : $"{term.Name}, {Of(term.Scope)}";

    internal static string Of(Scope scope) => scope switch
    {
        Scope.Model => "the model",
        Scope.PerGpu => "per GPU",
        Scope.Replica => "per replica",
        Scope.Cluster => "all GPUs",
    };

    /// <summary>What a setting is called; one that has no words of its own shows its name.</summary>
    internal static string OfSetting(string name) => name switch
    {
        "model" => "Model",
        "gpu" => "GPU",
        "gpus" => "GPUs",
        "plan" => "Plan",
        "engine" => "Engine",
        "weights" => "Weights",
        "kv" => "KV cache",
        "context" => "Tokens of a sequence, at most",
        "input" => "Tokens of a prompt",
        "output" => "Tokens of an answer",
        "concurrency" => "Sequences at a time",
        "framework" => "Framework",
        "method" => "Method",
        "rank" => "Rank",
        "precision" => "Precision",
        "optimizer" => "Optimizer",
        "recompute" => "Recomputation",
        "zero" => "ZeRO stage",
        "sequence" => "Tokens of a sequence",
        "micro-batch" => "Sequences of a micro-batch",
        "accumulation" => "Micro-batches of a step",
        "tokens" => "Tokens to train on",
        "price" => "Dollars of a GPU-hour",
        _ => name,
    };

    internal static string Of(Combination combination) => combination switch
    {
        Combination.Leaf => "",
        Combination.Sum => "sum of",
        Combination.Maximum => "largest of",
    };
}
