using System.Text.Json;
using Sizing.Models.Reading;

namespace Sizing.Models.Files;

/// <summary>Reads a <c>model.safetensors.index.json</c> and the headers of the shards beside it.</summary>
internal static class SafetensorsIndex
{
    private const int LargestIndex = 64 * 1024 * 1024;
    private const int MostShards = 4_096;

    internal static IReadOnlyList<StoredTensor> Read(string path)
    {
        var map = WeightMap(path);
        var shards = map.Values.Distinct(StringComparer.Ordinal).ToArray();
        if (shards.Length > MostShards)
            throw new SizingException($"{path} names {shards.Length:N0} shards; at most {MostShards:N0} are read.");
        List<StoredTensor> tensors = [];
        foreach (var shard in shards)
        {
            using var stream = ModelFile.Open(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, shard));
            tensors.AddRange(SafetensorsReader.Read(stream, shard));
        }
        RefuseDisagreement(path, map, tensors);
        return tensors;
    }

    private static Dictionary<string, string> WeightMap(string path)
    {
        using var stream = ModelFile.Open(path);
        using var document = ConfigDocument.Parse(stream, path, LargestIndex, depth: 8);
        if (document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind is not JsonValueKind.Object)
            throw new SizingException($"{path} has no 'weight_map', which lists the shard of each tensor.");
        try
        {
            return map.EnumerateObject().ToDictionary(entry => entry.Name, entry => Shard(path, entry.Value));
        }
        catch (InvalidOperationException problem)
        {
            throw new SizingException($"{path} has a text that is not valid Unicode.", problem);
        }
    }

    private static string Shard(string path, JsonElement value)
    {
        var name = value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
        var isPlain = name.EndsWith(".safetensors", StringComparison.Ordinal) && name.AsSpan().IndexOfAny("/\\:\0") < 0;
        return isPlain
            ? name
            : throw new SizingException($"{path} names a shard that is not a .safetensors file beside it; such paths are not followed.");
    }

    private static void RefuseDisagreement(string path, Dictionary<string, string> map, List<StoredTensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (tensors.FirstOrDefault(tensor => !names.Add(tensor.Name)) is { } twice)
            throw new SizingException($"The shards of {path} hold the tensor '{twice.Name}' twice.");
        if (map.Keys.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw new SizingException($"{path} lists the tensor '{missing}', which its shards do not hold.");
    }
}
