using System.IO.Compression;

namespace Sizing.Tool.Html;

/// <summary>The files that this assembly carries for its pages: style, scripts, and the packed scripts of others.</summary>
internal static class Assets
{
    /// <summary>The text of an embedded file of <c>Html/Assets</c>.</summary>
    internal static string Text(string name)
    {
        using var reader = new StreamReader(Open(name) ?? throw new InvalidOperationException($"'{name}' is not embedded."));
        return reader.ReadToEnd();
    }

    /// <summary>The bytes of a script as npm packed it (gzip), or null where the build had no npm.</summary>
    internal static byte[]? Packed(string name)
    {
        using var stream = Open(name + ".gz");
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The text of a packed script, or null where the build had no npm.</summary>
    internal static string? Unpacked(string name)
    {
        using var stream = Open(name + ".gz");
        if (stream is null)
            return null;
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    /// <summary>The files embedded under a prefix, by the rest of their names.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Under(string prefix) => typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], Bytes);

    private static byte[] Bytes(string name)
    {
        using var stream = Open(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream? Open(string name) => typeof(Assets).Assembly.GetManifestResourceStream(name);
}
