using System.Globalization;
using System.Text;

namespace Sizing.Live;

/// <summary>C# of a notebook cell.</summary>
internal static class CellCode
{
    /// <summary>A declaration with the properties that are set, and the call that answers.</summary>
    internal static string Of(string variable, string creation, IEnumerable<(string Name, string? Value)> properties)
    {
        var code = new StringBuilder($"var {variable} = {creation}\n{{\n");
        foreach (var (name, value) in properties.Where(each => each.Value is not null))
            code.Append($"    {name} = {value},\n");
        return code.Append($"}};\n{variable}.Estimate()\n").ToString();
    }

    internal static string? Number(int? number) => number?.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    internal static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    internal static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
