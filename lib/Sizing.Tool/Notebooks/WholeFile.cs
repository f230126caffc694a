using System.Text;

namespace Sizing.Tool.Notebooks;

/// <summary>Writes files whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes UTF-8 text beside the file, then puts it in its place in one step.</summary>
    /// <exception cref="SizingException">The file cannot be written; what was there is unchanged.</exception>
    internal static void Write(string path, string text)
    {
        // A link is written through, so that it stays a link.
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var draft = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(draft, target, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new SizingException($"'{path}' cannot be written: {problem.Message}", problem);
        }
    }
}
