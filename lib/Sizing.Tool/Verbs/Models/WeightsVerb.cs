using System.CommandLine;
using Sizing.Models.Files;

namespace Sizing.Tool.Verbs.Models;

/// <summary><c>weights</c>: bytes of models' weights in a format, or as their files store them.</summary>
internal static class WeightsVerb
{
    internal static Command Create()
    {
        var models = ModelArguments.Create();
        var format = new Option<string?>("--format") { Description = "How the weights are stored: bf16, fp8, awq, Q4_K_M, …; as the model's own files without it." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line." };
        var verb = new Command("weights", "Adds up the bytes of weights, tensor by tensor, in a weight format.") { models, format, json };
        verb.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(format) is { } name ? WeightFormat.Parse(name) : null;
            return ModelArguments.ForEachName(parsed.GetValue(models) ?? [], model =>
            {
                var answer = Answer(model, chosen);
                Console.WriteLine(parsed.GetValue(json) ? JsonLine.Of(answer) : WeightsTable.Of(answer).ToString());
            });
        });
        return verb;
    }

    /// <summary>Safetensors are added up from their headers alone; everything else from the model's tensors.</summary>
    private static WeightsAnswer Answer(string name, WeightFormat? format)
    {
        if (format is null && ModelFile.HoldsWeights(name) && ModelFile.ReadHeader(name) is { IsGguf: false } header)
            return WeightsAnswer.Of(header);
        var model = Catalog.Model(name);
        return WeightsAnswer.Of(model, format ?? WeightFormat.Of(model));
    }
}
