using System.Buffers.Binary;

namespace Sizing.Models.Files;

/// <summary>Reads the keys and values of a GGUF header; long texts and lists are stepped over, not kept.</summary>
/// <remarks>Source: ggml-org/ggml, docs/gguf.md, gguf_metadata_value_type.</remarks>
internal static class GgufValues
{
    private const uint Bool = 7;
    private const uint Text = 8;
    private const uint List = 9;
    private const long MostKeys = 100_000;
    private const int LongestKey = 65_535;
    private const long LongestText = 64 * 1024 * 1024;
    private const int LongestKeptText = 4_096;
    private const int LongestKeptList = 8_192;
    private const long LongestList = 100_000_000;
    private const int DeepestList = 4;
    private const int SmallestEntry = 8 + 4 + 1;

    internal static GgufMetadata Read(BoundedReader reader)
    {
        var count = reader.Count("keys", MostKeys, SmallestEntry);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0L; i < count; i++)
        {
            var key = reader.Text("a key", LongestKey);
            var value = Value(reader, reader.UInt32(), depth: 0);
            if (!values.TryAdd(key, value))
                throw reader.Refuse($"holds the key '{key}' twice");
        }
        return new(values);
    }

    private static object Value(BoundedReader reader, uint type, int depth) => type switch
    {
        Text => TextValue(reader),
        List => ListValue(reader, depth),
        Bool => reader.Fill(1)[0] != 0,
        _ => Scalar(reader, type),
    };

    /// <summary>Bytes of a number of the type.</summary>
    private static int Size(BoundedReader reader, uint type) => type switch
    {
        0 or 1 or Bool => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        10 or 11 or 12 => 8,
        _ => throw reader.Refuse($"holds a value of type {type}, which is not known"),
    };

    private static object Scalar(BoundedReader reader, uint type)
    {
        var bytes = reader.Fill(Size(reader, type));
        return type switch
        {
            0 => (object)(long)bytes[0],
            1 => (long)unchecked((sbyte)bytes[0]),
            2 => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            3 => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes),
            4 => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            5 => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            6 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            10 => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes), long.MaxValue),
            11 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }

    private static string TextValue(BoundedReader reader)
    {
        var length = reader.Count("bytes of a text", LongestText, 1);
        if (length <= LongestKeptText)
            return System.Text.Encoding.UTF8.GetString(reader.Bytes(length));
        reader.Skip(length);
        return "";
    }

    private static object ListValue(BoundedReader reader, int depth)
    {
        var type = reader.UInt32();
        if (depth >= DeepestList)
            throw reader.Refuse($"nests lists deeper than {DeepestList}");
        var smallest = type is Text ? 8 : type is List ? 12 : Size(reader, type);
        var count = reader.Count("items of a list", LongestList, smallest);
        if (type is Text or List)
            return Skipped(reader, type, count, depth);
        if (count <= LongestKeptList)
            return Numbers(reader, type, (int)count);
        reader.Skip(count * smallest);
        return count;
    }

    private static double[] Numbers(BoundedReader reader, uint type, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
            numbers[i] = type is Bool ? reader.Fill(1)[0] : Convert.ToDouble(Scalar(reader, type));
        return numbers;
    }

    private static long Skipped(BoundedReader reader, uint type, long count, int depth)
    {
        for (var i = 0L; i < count; i++)
        {
            if (type is Text)
                reader.Skip(reader.Count("bytes of a text", LongestText, 1));
            else
                _ = ListValue(reader, depth + 1);
        }
        return count;
    }
}
