using Sizing.Notebook;

namespace Sizing.Tool.Verbs.Models;

/// <summary>Layers of one kind as one line of the table that <c>kv</c> prints.</summary>
internal sealed record KvTable(string Layers, int Count, string PerToken, string State, string PerSequence)
{
    internal static Table Of(KvAnswer answer) => answer.PerLayer
        .GroupBy(layer => (layer.Kind, layer.Window))
        .Select(group => new KvTable(
            group.Key.Window is { } window ? $"{group.Key.Kind}, {window:N0} tokens" : group.Key.Kind,
            group.Count(),
            Bytes(group.Sum(layer => layer.BytesPerToken)),
            Bytes(group.Sum(layer => layer.StateBytes)),
            Bytes(group.Sum(layer => layer.BytesPerSequence))))
        .Append(new("all", answer.PerLayer.Count, Bytes(answer.BytesPerToken), Bytes(answer.StateBytesPerSequence), Bytes(answer.BytesPerSequence)))
        .ToTable($"{answer.Model}: {answer.DataType} cache of {answer.Sequences:N0} × {answer.Context:N0} tokens, {Bytes(answer.BytesTotal)} on each of {answer.TensorParallel} ranks");

    private static string Bytes(long count) => new Bytes(count).ToString();
}
