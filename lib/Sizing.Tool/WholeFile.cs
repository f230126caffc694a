using System.Text;
using Sizing.Data;

namespace Sizing.Tool;

/// <summary>Reads and writes text files whole or not at all.</summary>
internal static class WholeFile
{
    private const int LargestBytes = 64 << 20;

    private const string DraftEnding = ".sizing-draft";

    private static readonly TimeSpan LongestWriting = TimeSpan.FromMinutes(10);

    private static readonly EnumerationOptions Hidden = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8 text, or UTF-16 with a byte-order mark.</summary>
    /// <exception cref="SizingException">The file cannot be read, is too large or no such text.</exception>
    internal static string Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new SizingException($"'{path}' is a folder; name a file.");
            return ReadAtMost(path, LargestBytes) ?? throw new SizingException($"'{path}' is larger than {LargestBytes >> 20} MiB; divide it.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"'{path}' cannot be read: {problem.Message.TrimEnd('.')}.", problem);
        }
        catch (DecoderFallbackException problem)
        {
            throw new SizingException($"'{path}' is not UTF-8 text; save it as UTF-8.", problem);
        }
    }

    /// <summary>The text of a file, or null where it has more than <paramref name="most"/> bytes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DecoderFallbackException">It is neither UTF-8 nor UTF-16 with a byte-order mark.</exception>
    internal static string? ReadAtMost(string path, int most)
    {
        if (OrdinaryFile.ReadAtMost(path, most) is not { } bytes)
            return null;
        using var reader = new StreamReader(new MemoryStream(bytes), Strict);
        return reader.ReadToEnd();
    }

    /// <summary>Makes the folder that files will be written to, where it does not exist.</summary>
    /// <exception cref="SizingException">It cannot be made.</exception>
    internal static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"The folder '{path}' cannot be made: {problem.Message}", problem);
        }
    }

    /// <summary>
    /// Writes UTF-8 text beside the file, then puts it in its place in one step. A draft that a killed process left is removed by the next
    /// writer of that file; devices (<c>/dev/stdout</c>) are written to as they are.
    /// </summary>
    /// <exception cref="SizingException">The file cannot be written; what was there is unchanged.</exception>
    internal static void Write(string path, string text)
    {
        try
        {
            if (TargetOf(path) is { } target)
                Replace(target, text);
            else
                File.WriteAllText(path, text, Strict);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"'{path}' cannot be written: {problem.Message}", problem);
        }
        catch (ArgumentOutOfRangeException problem)
        {
            // What the runtime makes of a limit on the size of files.
            throw new SizingException($"'{path}' cannot be written: it would be larger than a file may be here.", problem);
        }
    }

    /// <summary>The file to replace, where a link leads, so that it stays a link; null where that is a device.</summary>
    private static string? TargetOf(string path)
    {
        var full = Path.GetFullPath(path);
        var target = (IsDevice(full) || !File.Exists(full) ? null : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName) ?? full;
        return IsDevice(target) ? null : target;
    }

    private static bool IsDevice(string path) => Path.GetDirectoryName(path) is "/dev" or "/dev/fd";

    private static void Replace(string target, string text)
    {
        var (folder, name) = (Path.GetDirectoryName(target)!, Path.GetFileName(target));
        if (!Directory.Exists(folder))
            throw new IOException($"there is no folder '{folder}'.");
        var draft = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}{DraftEnding}");
        try
        {
            File.WriteAllText(draft, text, Strict);
            File.Move(draft, target, overwrite: true);
        }
        catch (Exception problem)
        {
            File.Delete(draft);
            if (problem is IOException or UnauthorizedAccessException)
                throw new IOException(problem.Message.Replace(draft, target, StringComparison.Ordinal), problem);
            throw;
        }

        foreach (var left in new DirectoryInfo(folder).EnumerateFiles($".{name}.*{DraftEnding}", Hidden).Where(IsAbandoned))
            left.Delete();
    }

    private static bool IsAbandoned(FileInfo draft) => draft.LastWriteTimeUtc < DateTime.UtcNow - LongestWriting;
}
