using System.Buffers.Binary;
using Sizing.Data;

namespace Sizing.Tool.Html;

/// <summary>A picture that a page carries inside itself: PNG, or SVG that only draws.</summary>
/// <param name="Address">The picture as a <c>data:</c> address.</param>
internal sealed record LogoImage(string Address)
{
    private const int LargestBytes = 256 << 10;
    private const int LargestSide = 4096;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a picture.</summary>
    /// <exception cref="SizingException">The file cannot be read, is too large, or is no PNG and no SVG that only draws.</exception>
    internal static LogoImage Read(string path)
    {
        var bytes = Load(path);
        if (bytes.AsSpan().StartsWith(PngSignature))
            return IsWholePng(bytes) ? Of("image/png", bytes) : throw new SizingException($"--logo '{path}' is a damaged PNG, or one of more than {LargestSide} pixels a side.");
        if (SvgCheck.Problem(bytes) is { } problem)
            throw new SizingException($"--logo '{path}' cannot be put into a page: {problem}. Give a PNG, or an SVG of plain shapes and text.");
        return Of("image/svg+xml", bytes);
    }

    private static byte[] Load(string path)
    {
        try
        {
            return File.Exists(path)
                ? OrdinaryFile.ReadAtMost(path, LargestBytes) ?? throw new SizingException($"--logo '{path}' is larger than {LargestBytes >> 10} KiB; give a smaller picture.")
                : throw new SizingException($"--logo '{path}' does not exist; name a PNG or SVG file.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"--logo '{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The first part of a PNG is its header with the two sides, the last its end.</summary>
    private static bool IsWholePng(byte[] bytes)
    {
        if (bytes.Length < 57 || !bytes.AsSpan(12, 4).SequenceEqual("IHDR"u8) || bytes.AsSpan().IndexOf("IEND"u8) < 0)
            return false;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(20)));
        return width is > 0 and <= LargestSide && height is > 0 and <= LargestSide;
    }

    private static LogoImage Of(string type, byte[] bytes) => new($"data:{type};base64,{Convert.ToBase64String(bytes)}");
}
