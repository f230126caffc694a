using Newtonsoft.Json.Linq;
using Plotly.NET;

namespace Sizing.Notebook;

/// <summary>The workbook's charts as charts of Plotly.NET.</summary>
public static class PlotlyCharts
{
    /// <summary>Returns the same figure, trace by trace, as a Plotly.NET chart that can be styled and combined further.</summary>
    public static GenericChart ToPlotly(this Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var figure = JObject.Parse(chart.ToPlotlyJson());
        var traces = figure["data"]!.Children<JObject>().Select(trace => GenericChart.ofTraceObject(false, With(new Trace((string)trace["type"]!), trace)));
        return GenericChart.setLayout(With(new Layout(), figure["layout"]!.Value<JObject>()!), GenericChart.combine(traces));
    }

    private static T With<T>(T made, JObject properties)
        where T : DynamicObj.DynamicObj
    {
        // The type of a trace is given to its constructor.
        foreach (var property in properties.Properties().Where(property => made is not Trace || property.Name != "type"))
            made.SetProperty(property.Name, Value(property.Value));
        return made;
    }

    // Objects that Plotly.NET can merge when the chart is styled or combined.
    private static object? Value(JToken token) => token switch
    {
        JObject properties => With(new DynamicObj.DynamicObj(), properties),
        JArray items => items.Select(Value).ToList(),
        _ => ((JValue)token).Value,
    };
}
