using Sizing.Quantities;

namespace Sizing.Models.Files;

/// <summary>Reads the header of a GGUF file: its keys and the type and shape of each tensor.</summary>
/// <remarks>Source: ggml-org/ggml, docs/gguf.md. Versions 2 and 3, little-endian.</remarks>
internal static class GgufReader
{
    private const long MostTensors = 1_000_000;
    private const int LongestName = 1_024;
    private const int MostDimensions = 4;
    private const int SmallestTensorEntry = 8 + 4 + 8 + 4 + 8;

    private static ReadOnlySpan<byte> Magic => "GGUF"u8;

    internal static ModelHeader Read(Stream stream, string file)
    {
        var reader = new BoundedReader(stream, file);
        if (!Magic.StartsWith(reader.Bytes(Math.Min(Magic.Length, reader.Remaining))))
            throw reader.Refuse("does not begin as a GGUF file");
        var version = reader.UInt32();
        if (version is not (2 or 3))
            throw reader.Refuse($"is GGUF version {version}; versions 2 and 3 are read");
        var tensorCount = reader.Count("tensors", MostTensors, SmallestTensorEntry);
        var metadata = GgufValues.Read(reader);
        List<(StoredTensor Tensor, ulong Offset)> tensors = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0L; i < tensorCount; i++)
            tensors.Add(Tensor(reader, names));
        RefuseBeyondEnd(tensors, metadata, reader);
        return new(file, [.. tensors.Select(entry => entry.Tensor)]) { Metadata = metadata };
    }

    private static (StoredTensor Tensor, ulong Offset) Tensor(BoundedReader reader, HashSet<string> names)
    {
        var name = reader.Text("a tensor's name", LongestName);
        if (!names.Add(name))
            throw reader.Refuse($"holds the tensor '{name}' twice");
        var dimensions = reader.UInt32();
        if (dimensions > MostDimensions)
            throw reader.Refuse($"gives the tensor '{name}' {dimensions:N0} dimensions; a GGUF tensor has at most {MostDimensions}");
        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = Dimension(reader, name);
        var id = reader.UInt32();
        var type = GgufType.WithId((int)Math.Min(id, int.MaxValue)) ?? throw reader.Refuse($"gives the tensor '{name}' the type {id}, which is not known");
        var bytes = BytesOf(type, shape, name, reader);
        Array.Reverse(shape);
        return (new(name, type.Name, shape, bytes), reader.UInt64());
    }

    private static long Dimension(BoundedReader reader, string name)
    {
        var size = reader.UInt64();
        return size is > 0 and <= long.MaxValue ? (long)size : throw reader.Refuse($"gives the tensor '{name}' a dimension of {size:N0}");
    }

    private static Bytes BytesOf(GgufType type, long[] shape, string name, BoundedReader reader)
    {
        var columns = shape is [var first, ..] ? first : 1;
        if (!type.Divides(columns))
            throw reader.Refuse($"stores the tensor '{name}' as {type} in rows of {columns:N0}, which do not fill whole blocks");
        try
        {
            var rows = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
            return type.Coding.BytesOf(rows, columns);
        }
        catch (OverflowException problem)
        {
            throw new SizingException($"{reader.File} gives the tensor '{name}' more elements than can be counted.", problem);
        }
    }

    private static void RefuseBeyondEnd(List<(StoredTensor Tensor, ulong Offset)> tensors, GgufMetadata metadata, BoundedReader reader)
    {
        var alignment = metadata.Number("general.alignment") ?? 32;
        if (alignment is < 1 or > 1 << 20)
            throw reader.Refuse($"says {alignment:N0} for general.alignment");
        var data = (reader.Position + alignment - 1) / alignment * alignment;
        foreach (var (tensor, offset) in tensors)
        {
            if ((Int128)data + offset + tensor.Bytes.Count > reader.Length)
                throw reader.Refuse($"places the tensor '{tensor.Name}' beyond the end of the file; download it again");
        }
    }
}
