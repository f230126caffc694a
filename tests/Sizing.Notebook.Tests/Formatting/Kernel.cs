using System.Collections;
using System.Reflection;

namespace Sizing.Notebook.Tests.Formatting;

/// <summary>Renders a value the way a notebook kernel does: everything is found by name.</summary>
internal static class Kernel
{
    internal static IReadOnlyDictionary<string, string> Render(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(true).Single(each => each.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        var bundle = new Dictionary<string, string>();
        foreach (var formatter in formatters)
        {
            using var writer = new StringWriter();
            Assert.Equal(true, formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer]));
            bundle.Add((string)Get(formatter, "MimeType")!, writer.ToString());
        }
        Assert.Equal((string[])Get(attribute, "PreferredMimeTypes")!, bundle.Keys);
        return bundle;
    }

    private static object? Get(object from, string property) =>
        from.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetValue(from);
}
