using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using InteractivePlotly = Plotly.NET.Interactive.Formatters;

namespace Sizing.Notebook;

/// <summary>Shows what a notebook's cells return with Microsoft.Data.Analysis and Plotly.NET.</summary>
public static class Polyglot
{
    private const string Html = "text/html";
    private const string Text = "text/plain";
    private const string Figure = "application/vnd.plotly.v1+json";

    /// <summary>
    /// From here on every <see cref="Table"/> is shown as a data frame and every <see cref="Chart"/> as a Plotly.NET chart: a figure where
    /// the front end draws Plotly itself, else HTML, which loads plotly.js from the network.
    /// </summary>
    public static void Use()
    {
        Formatter.Register<DataFrame>(frame => frame.ToSizingTable().ToHtml(), Html);
        Formatter.Register<DataFrame>(frame => frame.ToSizingTable().ToString(), Text);
        Formatter.Register<GenericChart>(GenericChart.toFigureJson, Figure);
        Formatter.Register<GenericChart>(InteractivePlotly.toInteractiveHTML, Html);
        ShowAs<Table, DataFrame>(DataFrames.ToDataFrame, Html, Text);
        ShowAs<Chart, GenericChart>(PlotlyCharts.ToPlotly, Figure, Html);
    }

    private static void ShowAs<T, TShown>(Func<T, TShown> convert, params string[] mimeTypes)
    {
        foreach (var mimeType in mimeTypes)
            Formatter.Register<T>(value => Formatter.ToDisplayString(convert(value), mimeType), mimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), mimeTypes);
        Formatter.SetPreferredMimeTypesFor(typeof(TShown), mimeTypes);
    }
}
