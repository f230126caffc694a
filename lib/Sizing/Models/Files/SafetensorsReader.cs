using System.Text.Json;

namespace Sizing.Models.Files;

/// <summary>Reads the header of a safetensors file: eight bytes of length, then JSON.</summary>
/// <remarks>Source: huggingface/safetensors, README, "Format"; the bound of 100 MB is that of its own reader.</remarks>
internal static class SafetensorsReader
{
    private const int LargestHeader = 100_000_000;
    private const int MostDimensions = 16;

    internal static IReadOnlyList<StoredTensor> Read(Stream stream, string file)
    {
        var reader = new BoundedReader(stream, file);
        var length = reader.Count("bytes of header", LargestHeader, 1);
        var json = reader.Bytes(length);
        var dataLength = reader.Remaining;
        using var document = Parse(json, reader);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
            throw reader.Refuse("has a header that is not a JSON object");
        var tensors = Tensors(document.RootElement, dataLength, reader);
        RefuseOverlaps(tensors, reader);
        return [.. tensors.Select(entry => entry.Tensor)];
    }

    private static List<(StoredTensor Tensor, long Begin, long End)> Tensors(JsonElement header, long dataLength, BoundedReader reader)
    {
        try
        {
            return [.. header.EnumerateObject().Where(entry => entry.Name != "__metadata__").Select(entry => Tensor(entry, dataLength, reader))];
        }
        catch (InvalidOperationException problem)
        {
            throw new SizingException($"{reader.File} has a header with a text that is not valid Unicode.", problem);
        }
    }

    private static JsonDocument Parse(byte[] json, BoundedReader reader)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new SizingException($"{reader.File} has a header that is not valid JSON, or names a tensor twice.", problem);
        }
    }

    private static (StoredTensor Tensor, long Begin, long End) Tensor(JsonProperty entry, long dataLength, BoundedReader reader)
    {
        var name = entry.Name;
        if (entry.Value.ValueKind is not JsonValueKind.Object)
            throw reader.Refuse($"describes the tensor '{Short(name)}' by something else than an object");
        var type = entry.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind is JsonValueKind.String ? dtype.GetString()! : "";
        var bits = SafetensorsType.Bits(type) ?? throw reader.Refuse($"gives the tensor '{Short(name)}' the type '{Short(type)}', which is not known");
        var shape = Numbers(entry.Value, "shape", name, reader);
        var offsets = Numbers(entry.Value, "data_offsets", name, reader);
        if (offsets is not [var begin, var end] || begin > end || end > dataLength)
            throw reader.Refuse($"places the tensor '{Short(name)}' beyond the end of the file; download it again");
        var tensor = new StoredTensor(name, type, shape, new(end - begin));
        return BytesOf(tensor, bits) == end - begin
            ? (tensor, begin, end)
            : throw reader.Refuse($"gives the tensor '{Short(name)}' {end - begin:N0} bytes, which its type and shape do not take");
    }

    private static Int128 BytesOf(StoredTensor tensor, int bits)
    {
        Int128 elements = 1;
        foreach (var size in tensor.Shape)
            elements = elements > long.MaxValue ? elements : elements * size;
        return ((elements * bits) + 7) / 8;
    }

    private static long[] Numbers(JsonElement tensor, string key, string name, BoundedReader reader)
    {
        if (!tensor.TryGetProperty(key, out var list) || list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() > MostDimensions)
            throw reader.Refuse($"gives the tensor '{Short(name)}' no list of numbers as '{key}'");
        return [.. list.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
            ? number
            : throw reader.Refuse($"gives the tensor '{Short(name)}' a '{key}' that is not made of whole numbers from 0"))];
    }

    private static void RefuseOverlaps(List<(StoredTensor Tensor, long Begin, long End)> tensors, BoundedReader reader)
    {
        var position = 0L;
        foreach (var (tensor, begin, end) in tensors.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (begin < position)
                throw reader.Refuse($"places the tensor '{Short(tensor.Name)}' over another one");
            position = end;
        }
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
