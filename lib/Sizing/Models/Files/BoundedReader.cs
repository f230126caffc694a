using System.Buffers.Binary;
using System.Text;

namespace Sizing.Models.Files;

/// <summary>
/// Reads the little-endian numbers and texts of a header, never beyond the end of the file and never more than is asked for.
/// </summary>
internal sealed class BoundedReader(Stream stream, string file)
{
    private readonly byte[] number = new byte[8];
    private readonly long length = stream.Length;

    /// <summary>The file's name, for messages.</summary>
    internal string File => file;

    internal long Position => stream.Position;

    internal long Length => length;

    /// <summary>Bytes between here and the end of the file.</summary>
    internal long Remaining => length - stream.Position;

    internal ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Fill(8));

    internal uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Fill(4));

    internal ReadOnlySpan<byte> Fill(int bytes)
    {
        var target = number.AsSpan(0, bytes);
        if (stream.ReadAtLeast(target, bytes, throwOnEndOfStream: false) < bytes)
            throw Refuse("ends in the middle of its header; download it again");
        return target;
    }

    /// <summary>A count or length that must not exceed <paramref name="largest"/>, nor what the rest of the file can hold.</summary>
    internal long Count(string what, long largest, long bytesOfEach)
    {
        var count = UInt64();
        if (count > (ulong)largest)
            throw Refuse($"says {count:N0} {what}; at most {largest:N0} are read");
        return (long)count <= Remaining / bytesOfEach ? (long)count : throw Refuse($"says {count:N0} {what}, more than the file can hold; download it again");
    }

    /// <summary>A text of at most <paramref name="longest"/> bytes of UTF-8, after its length.</summary>
    internal string Text(string what, int longest)
    {
        var count = Count($"bytes of {what}", longest, 1);
        return Encoding.UTF8.GetString(Bytes(count));
    }

    internal byte[] Bytes(long count)
    {
        var bytes = new byte[count];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Refuse("ends in the middle of its header; download it again");
        return bytes;
    }

    internal void Skip(long bytes)
    {
        if (bytes > Remaining)
            throw Refuse("ends in the middle of its header; download it again");
        stream.Seek(bytes, SeekOrigin.Current);
    }

    internal SizingException Refuse(string problem) => new($"{file} {problem}.");
}
