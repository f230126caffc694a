using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Sizing.Tool.Html;

/// <summary>Whether an SVG only draws: known elements, no script, no event, nothing from outside.</summary>
internal static class SvgCheck
{
    private const string Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Drawing = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "metadata",
    };

    /// <summary>What is wrong with it, or null.</summary>
    internal static string? Problem(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            return root.Name == XName.Get("svg", Svg)
                ? root.DescendantsAndSelf().Select(ProblemOf).FirstOrDefault(problem => problem is not null)
                : "it is neither PNG nor SVG";
        }
        catch (XmlException)
        {
            return "it is neither PNG nor well-formed SVG without a document type";
        }
    }

    private static string? ProblemOf(XElement element)
    {
        if (element.Name.NamespaceName == Svg && !Drawing.Contains(element.Name.LocalName))
            return $"it has an element '{element.Name.LocalName}'";
        if (element.Name.NamespaceName != Svg && element.Parent?.Name != XName.Get("metadata", Svg) && !element.Ancestors(XName.Get("metadata", Svg)).Any())
            return $"it has an element '{element.Name.LocalName}' of another kind";
        return element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && !IsHarmless(attribute))
            .Select(attribute => $"its attribute '{attribute.Name.LocalName}' acts or points outside").FirstOrDefault();
    }

    private static bool IsHarmless(XAttribute attribute)
    {
        var (name, value) = (attribute.Name.LocalName, attribute.Value);
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            return false;
        if (name is "href" or "src")
            return value.StartsWith('#');
        string[] outside = ["@import", "javascript:", "expression("];
        return Regex.Replace(value, @"url\(\s*['""]?#", "", RegexOptions.IgnoreCase).Contains("url(", StringComparison.OrdinalIgnoreCase) is false
            && !outside.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
