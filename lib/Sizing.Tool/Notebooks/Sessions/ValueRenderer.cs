using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>
/// Renders the value of a trailing expression as a MIME bundle, by name and without a reference to the library: a
/// <c>TypeFormatterSourceAttribute</c> as .NET Interactive reads it, else <c>ToHtml()</c>, else <c>ToString()</c>.
/// </summary>
internal static class ValueRenderer
{
    private const string Attribute = "TypeFormatterSourceAttribute";
    private const int LongestList = 20;

    /// <summary>MIME type to value; <c>text/plain</c> is always there.</summary>
    internal static JsonObject Bundle(object? value)
    {
        var bundle = new JsonObject();
        if (value is not null && !ByFormatters(value, bundle))
            ByToHtml(value, bundle);
        if (!bundle.ContainsKey(MimeTypes.Text))
            bundle[MimeTypes.Text] = Plain(value);
        return bundle;
    }

    private static bool ByFormatters(object value, JsonObject bundle)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(each => each.GetType().Name == Attribute);
        if (attribute is null || Property(attribute, "FormatterSourceType") is not Type sourceType)
            return false;
        var source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        if (sourceType.GetMethod("CreateTypeFormatters", Type.EmptyTypes)?.Invoke(source, []) is not IEnumerable formatters)
            return false;
        var preferred = Property(attribute, "PreferredMimeTypes") as IReadOnlyCollection<string> ?? [];
        foreach (var formatter in formatters)
        {
            if (Property(formatter, "MimeType") is string mimeType
                && (preferred.Count == 0 || preferred.Contains(mimeType))
                && (Property(formatter, "Type") is not Type type || type.IsInstanceOfType(value)))
                Format(formatter, mimeType, value, bundle);
        }
        return bundle.Count > 0;
    }

    private static void Format(object formatter, string mimeType, object value, JsonObject bundle)
    {
        var format = formatter.GetType().GetMethods()
            .First(method => method.Name == "Format" && method.GetParameters() is [_, { ParameterType: var writer }] && writer == typeof(TextWriter));
        using var text = new StringWriter { NewLine = "\n" };
        if (Invoke(format, formatter, value, text) is true)
            bundle[mimeType] = MimeTypes.IsJson(mimeType) ? JsonNode.Parse(text.ToString()) : text.ToString();
    }

    private static void ByToHtml(object value, JsonObject bundle)
    {
        var toHtml = value.GetType().GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        if (toHtml?.ReturnType == typeof(string) && Invoke(toHtml, value) is string html)
            bundle[MimeTypes.Html] = html;
    }

    private static string Plain(object? value) => value switch
    {
        null => "<null>",
        string text => text,
        IEnumerable items when !OverridesToString(value) => List(items),
        _ => value.ToString() ?? "",
    };

    private static bool OverridesToString(object value) =>
        value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } type
        && type != typeof(object) && type != typeof(ValueType) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;

    private static string List(IEnumerable items)
    {
        var shown = items.Cast<object?>().Take(LongestList + 1).Select(Plain).ToList();
        var more = shown.Count > LongestList ? ", …" : "";
        return $"[ {string.Join(", ", shown.Take(LongestList))}{more} ]";
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);

    private static object? Invoke(MethodInfo method, object owner, params object[] arguments) =>
        method.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
