using System.Text;

namespace Sizing.Tool.Notebooks.Workers;

/// <summary>Reads lines and never holds more than one line of a limited length.</summary>
/// <param name="reader">What is read.</param>
/// <param name="longestLine">The longest line in characters.</param>
internal sealed class BoundedLineReader(TextReader reader, long longestLine)
{
    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder line = new();
    private int next;
    private int end;

    /// <summary>The next line without its end; null at the end of the stream.</summary>
    /// <exception cref="LimitExceededException">The line is longer than the limit.</exception>
    internal async Task<string?> ReadLineAsync()
    {
        line.Clear();
        while (true)
        {
            var found = Array.IndexOf(buffer, '\n', next, end - next);
            line.Append(buffer, next, (found < 0 ? end : found) - next);
            next = found < 0 ? end : found + 1;
            if (found >= 0)
                return line.ToString();
            if (line.Length > longestLine)
                throw new LimitExceededException("OutputLimit", $"the cell wrote more than {longestLine} characters without a line break");
            end = await reader.ReadAsync(buffer).ConfigureAwait(false);
            next = 0;
            if (end == 0)
                return null;
        }
    }
}
