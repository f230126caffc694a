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
    internal const string StackedBars = "stacked bars";
    internal const string Lines = "lines";
    internal const string Points = "points";
    internal const string Heatmap = "heatmap";
    internal const string BelowZero = "hatched: below zero";
    internal const string Working = "Show the working";

    internal static string Of(Scope scope) => scope switch
    {
        Scope.Model => "the model",
        Scope.PerGpu => "per GPU",
        Scope.Replica => "per replica",
        Scope.Cluster => "all GPUs",
    };

    internal static string Of(Combination combination) => combination switch
    {
        Combination.Leaf => "",
        Combination.Sum => "sum of",
        Combination.Maximum => "largest of",
    };
}
