using System.Text.RegularExpressions;

namespace Sizing.Tool.Accuracy;

/// <summary>
/// The names by which the catalog may know the model of a row, the surest first: its own id, the config that the row names, and both without
/// the publisher, without the name of a quantization, and at last without the name of a tuning, which changes no dimension.
/// </summary>
internal static partial class MeasuredModelNames
{
    /// <summary>Releases whose config.json has the dimensions of another that the catalog holds.</summary>
    private static readonly Dictionary<string, string> Siblings = new()
    {
        ["MiniMaxAI/MiniMax-M2.5"] = "MiniMaxAI/MiniMax-M2.7",
    };

    internal static IEnumerable<string> Of(Measurement row)
    {
        var config = row.Text("config");
        string[] ids = [row.Model, Path.GetFileNameWithoutExtension(config).Replace("__", "/", StringComparison.Ordinal)];
        string[] files = [row.Model.Replace("/", "__", StringComparison.Ordinal) + ".json", config];
        var names = ids.Select(id => Quantization().Replace(id[(id.LastIndexOf('/') + 1)..], "")).ToList();
        List<string> all = [ids[0], .. files, ids[1], .. names, .. names.Select(WithoutMeta), .. names.Select(name => Tuning().Replace(WithoutMeta(name), "")), Siblings.GetValueOrDefault(row.Model, "")];
        return all.Where(name => name.Length > 0 && name != ".json").Distinct();
    }

    private static string WithoutMeta(string name) => name.StartsWith("Meta-", StringComparison.Ordinal) ? name["Meta-".Length..] : name;

    [GeneratedRegex(@"(-quantized\.w\d+a\d+|-fp8-dynamic|-fp8|-fp4|-nvfp4|-awq|-gptq[\w-]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Quantization();

    [GeneratedRegex("(-instruct|-it|-chat)(-hf)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Tuning();
}
