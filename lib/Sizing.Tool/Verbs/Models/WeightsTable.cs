using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Models;

/// <summary>A part of a model as one line of the table that <c>weights</c> prints.</summary>
internal sealed record WeightsTable(string Part, Bytes Bytes)
{
    internal static Table Of(WeightsAnswer answer) => answer.Parts
        .Select(part => new WeightsTable(part.Key[..^"Bytes".Length], new(part.Value)))
        .Append(new("total", new(answer.BytesTotal)))
        .Concat(Beside("multi-token prediction", answer.MtpBytes))
        .Concat(Beside("vision", answer.VisionBytes))
        .ToTable($"{answer.Model}, {answer.Format}: {answer.BitsPerWeight:0.0000} bits per weight");

    private static IEnumerable<WeightsTable> Beside(string part, long? bytes) => bytes is { } count ? [new($"{part}, not in the total", new(count))] : [];
}
