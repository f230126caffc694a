using System.Text;

namespace Sizing.Tool.Notebooks;

/// <summary>Reads and writes text files whole or not at all.</summary>
internal static class WholeFile
{
    private const long LargestBytes = 64L << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8 text, or UTF-16 with a byte-order mark.</summary>
    /// <exception cref="SizingException">The file cannot be read, is too large or no such text.</exception>
    internal static string Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new SizingException($"'{path}' is a folder; name a file.");
            return new FileInfo(path) is { Exists: true, Length: > LargestBytes }
                ? throw new SizingException($"'{path}' is larger than {LargestBytes >> 20} MiB; divide it.")
                : File.ReadAllText(path, Strict);
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

    /// <summary>Writes UTF-8 text beside the file, then puts it in its place in one step.</summary>
    /// <exception cref="SizingException">The file cannot be written; what was there is unchanged.</exception>
    internal static void Write(string path, string text)
    {
        // A link is written through, so that it stays a link.
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var draft = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(draft, text, Strict);
            File.Move(draft, target, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new SizingException($"'{path}' cannot be written: {problem.Message}", problem);
        }
    }
}
