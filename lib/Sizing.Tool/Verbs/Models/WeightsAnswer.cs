using System.Text.Json;
using Sizing.Models;
using Sizing.Models.Files;

namespace Sizing.Tool.Verbs.Models;

/// <summary>What <c>weights --json</c> prints: the text model in all, MTP and vision apart, and the bytes of every part.</summary>
internal sealed record WeightsAnswer(
    string Model, string Format, long BytesTotal, double BitsPerWeight, IReadOnlyDictionary<string, long> Parts, long? MtpBytes, long? VisionBytes)
{
    internal static WeightsAnswer Of(ModelSpec model, WeightFormat format)
    {
        var parts = Inference.Weights.BytesByPart(model, format);
        var total = Inference.Weights.CheckpointBytes(model, format);
        return new(
            model.Name,
            format.Name,
            total.Count,
            Bits(total, model.Parameters.Total),
            parts.Where(part => part.Key is not (ModelPart.Mtp or ModelPart.Vision)).ToDictionary(part => Key(part.Key.ToString()), part => part.Value.Count),
            parts.TryGetValue(ModelPart.Mtp, out var mtp) ? mtp.Count : null,
            parts.TryGetValue(ModelPart.Vision, out var vision) ? vision.Count : null);
    }

    /// <summary>All tensors of a file, by their type.</summary>
    internal static WeightsAnswer Of(ModelHeader header) => new(
        header.Path,
        "as stored",
        header.TotalBytes.Count,
        Bits(header.TotalBytes, header.TotalElements),
        header.Tensors.GroupBy(tensor => tensor.Type).ToDictionary(type => type.Key.ToLowerInvariant() + "Bytes", type => type.Sum(tensor => tensor.Bytes.Count)),
        null,
        null);

    private static double Bits(Bytes bytes, long elements) =>
        elements == 0 ? 0 : Math.Round(Inference.Weights.BitsPerWeight(bytes, elements), 4);

    private static string Key(string name) => JsonNamingPolicy.CamelCase.ConvertName(name) + "Bytes";
}
