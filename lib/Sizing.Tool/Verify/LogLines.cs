using System.Buffers;
using System.Text;
using Sizing.Data;

namespace Sizing.Tool.Verify;

/// <summary>Reads the lines of a log in bounded memory: a long line is cut, and a file that goes on is read no further than the limit.</summary>
internal static class LogLines
{
    /// <summary>The longest part of a line that is looked at; the line of vLLM's settings is about 5,000 characters.</summary>
    internal const int LongestLine = 1 << 16;

    private const long MostCharacters = 1L << 28;
    private const int Beginning = 1 << 16;

    /// <summary>The lines of a file, cut to <see cref="LongestLine"/>.</summary>
    /// <exception cref="SizingException">The file cannot be read, is empty, or is no text.</exception>
    internal static IEnumerable<string> Of(string path)
    {
        using var reader = Open(path);
        var buffer = ArrayPool<char>.Shared.Rent(Beginning);
        try
        {
            var line = new StringBuilder();
            var total = 0L;
            for (var count = Fill(reader, buffer, path); count > 0 && total < MostCharacters; count = Fill(reader, buffer, path))
            {
                if (total == 0 && buffer.AsSpan(0, count).Contains('\0'))
                    throw new SizingException($"'{path}' is not a text file; give the log that the engine printed when it started.");
                total += count;
                foreach (var whole in Cut(buffer, count, line))
                    yield return whole;
            }

            if (total == 0)
                throw new SizingException($"The log '{path}' is empty.");
            if (line.Length > 0)
                yield return line.ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static IEnumerable<string> Cut(char[] buffer, int count, StringBuilder line)
    {
        var start = 0;
        while (start < count)
        {
            var end = Array.IndexOf(buffer, '\n', start, count - start);
            var length = (end < 0 ? count : end) - start;
            line.Append(buffer, start, Math.Min(length, LongestLine - line.Length));
            if (end < 0)
                yield break;
            yield return line.ToString();
            line.Clear();
            start = end + 1;
        }
    }

    private static int Fill(StreamReader reader, char[] buffer, string path)
    {
        try
        {
            return reader.Read(buffer, 0, Beginning);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, problem);
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new(OrdinaryFile.Open(path), Encoding.UTF8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(path, problem);
        }
    }

    private static SizingException Unreadable(string path, Exception problem) =>
        new($"The log '{path}' cannot be read: {problem.Message.TrimEnd('.')}.", problem);
}
