namespace Sizing.Data;

/// <summary>
/// Opens files that a person names, but no pipe and no device of a file system, which may make the reader wait for ever. What another program
/// writes to <c>/dev/stdin</c> is read: it ends when that program does.
/// </summary>
public static class OrdinaryFile
{
    private const int Buffer = 64 * 1024;

    /// <summary>Opens a file for reading; links are followed.</summary>
    /// <exception cref="IOException">The file cannot be opened, or has no size, as pipes and devices have none.</exception>
    public static FileStream Open(string path)
    {
        var named = new FileInfo(path);
        var file = named.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? named;
        return file is { Exists: true, Length: 0 } || path is "/dev/stdout" or "/dev/stderr"
            ? throw new IOException("it is empty, or a pipe or a device; give an ordinary file.")
            : new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer);
    }

    /// <summary>The bytes of a file, or null where there are more than <paramref name="most"/>.</summary>
    /// <exception cref="IOException">The file cannot be read, or has no size.</exception>
    public static byte[]? ReadAtMost(string path, int most)
    {
        using var stream = Open(path);
        using var bytes = new MemoryStream();
        var buffer = new byte[Buffer];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > most)
                return null;
        }

        return bytes.ToArray();
    }
}
