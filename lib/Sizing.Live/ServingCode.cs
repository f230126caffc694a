using System.Globalization;
using System.Text;

namespace Sizing.Live;

/// <summary>A serving as the C# of a notebook cell.</summary>
internal static class ServingCode
{
    internal static string Of(Serving serving)
    {
        (string Name, string? Value)[] settings =
        [
            (nameof(Serving.Gpus), Number(serving.Gpus)),
            (nameof(Serving.Plan), serving.Plan is { } plan ? $"ServingPlan.Parse({Quoted(plan.ToString())})" : null),
            (nameof(Serving.Engine), serving.Engine is { } engine ? $"ServingEngine.Parse({Quoted($"{engine.Name}@{engine.Version}")})" : null),
            (nameof(Serving.Weights), serving.Weights is { } weights ? $"WeightFormat.Parse({Quoted(weights.Name)})" : null),
            (nameof(Serving.KvCache), serving.KvCache is { } type ? $"DataType.Parse({Quoted(type.Name)})" : null),
            (nameof(Serving.Context), Number(serving.Context)),
            (nameof(Serving.Input), Number(serving.Input)),
            (nameof(Serving.Output), Number(serving.Output)),
            (nameof(Serving.Concurrency), Number(serving.Concurrency)),
            (nameof(Serving.Utilization), serving.Utilization?.ToString("R", CultureInfo.InvariantCulture)),
            (nameof(Serving.MaxSequences), Number(serving.MaxSequences)),
            (nameof(Serving.BatchedTokens), Number(serving.BatchedTokens)),
        ];
        var code = new StringBuilder($"var serving = new Serving(Catalog.Model({Quoted(serving.Model.Name)}), Catalog.Gpu({Quoted(serving.Gpu.Name)}))\n{{\n");
        foreach (var (name, value) in settings)
        {
            if (value is not null)
                code.Append($"    {name} = {value},\n");
        }
        return code.Append("};\nserving.Estimate()\n").ToString();
    }

    private static string? Number(int? number) => number?.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
