using System.Buffers.Binary;
using System.Text;

namespace Sizing.Tests.Models.Files;

/// <summary>Writes the bytes of small GGUF and safetensors files.</summary>
internal sealed class HeaderBytes
{
    private readonly List<byte> written = [];

    internal static byte[] Safetensors(string json, int dataBytes)
    {
        var header = Encoding.UTF8.GetBytes(json);
        return [.. new HeaderBytes().UInt64((ulong)header.Length).ToArray(), .. header, .. new byte[dataBytes]];
    }

    internal static HeaderBytes Gguf(ulong tensors, ulong keys, uint version = 3) =>
        new HeaderBytes().UInt32(0x46554747).UInt32(version).UInt64(tensors).UInt64(keys);

    internal HeaderBytes UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        written.AddRange(bytes);
        return this;
    }

    internal HeaderBytes UInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        written.AddRange(bytes);
        return this;
    }

    internal HeaderBytes Raw(ReadOnlySpan<byte> bytes)
    {
        written.AddRange(bytes);
        return this;
    }

    internal HeaderBytes Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        UInt64((ulong)bytes.Length);
        written.AddRange(bytes);
        return this;
    }

    internal HeaderBytes TextKey(string key, string value) => Text(key).UInt32(8).Text(value);

    internal HeaderBytes NumberKey(string key, uint value) => Text(key).UInt32(4).UInt32(value);

    /// <summary>A tensor; dimensions in the file's order, inputs before outputs.</summary>
    internal HeaderBytes Tensor(string name, uint type, ulong offset, params ulong[] dimensions)
    {
        Text(name).UInt32((uint)dimensions.Length);
        foreach (var size in dimensions)
            UInt64(size);
        return UInt32(type).UInt64(offset);
    }

    /// <summary>The bytes so far, and room for the tensors' data.</summary>
    internal byte[] ToArray(int dataBytes = 0) => [.. written, .. new byte[dataBytes]];
}
