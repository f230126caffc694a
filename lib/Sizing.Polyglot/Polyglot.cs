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
    /// the front end draws Plotly itself, else HTML, which loads plotly.js from the network. Where Plotly.NET cannot run, charts stay as they are
    /// and a sentence says so.
    /// </summary>
    public static void Use()
    {
        Formatter.Register<DataFrame>(frame => frame.ToSizingTable().ToHtml(), Html);
        Formatter.Register<DataFrame>(frame => frame.ToSizingTable().ToString(), Text);
        ShowAs<Table, DataFrame>(DataFrames.ToDataFrame, Html, Text);
        try
        {
            UsePlotly();
        }
        catch (Exception problem) when (problem is TypeInitializationException or FileNotFoundException)
        {
            Console.WriteLine(
                "Plotly.NET needs a newer FSharp.Core than this kernel gives to packages: charts stay the workbook's own. A cell that begins with "
                + "#r \"artifacts/polyglot/Sizing.Polyglot.dll\" instead of the package has both.");
        }
    }

    private static void UsePlotly()
    {
        // Whatever Plotly.NET misses, it misses here.
        GenericChart.toFigureJson(GenericChart.ofTraceObject(false, new Trace("scatter")));
        Formatter.Register<GenericChart>(GenericChart.toFigureJson, Figure);
        Formatter.Register<GenericChart>(InteractivePlotly.toInteractiveHTML, Html);
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
