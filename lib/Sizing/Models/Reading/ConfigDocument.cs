using System.Text.Json;
using System.Text.Unicode;

namespace Sizing.Models.Reading;

/// <summary>Parses JSON that came from outside, within bounds of size and depth.</summary>
internal static class ConfigDocument
{
    /// <summary>Characters of the parser's reason that are repeated; it may quote a whole line of the file.</summary>
    private const int LongestReason = 120;

    /// <summary>Parses a stream; a byte-order mark is skipped, duplicate keys are refused.</summary>
    internal static JsonDocument Parse(Stream stream, string file, int largest, int depth)
    {
        var bytes = Bounded(stream, file, largest);
        if (bytes.IsEmpty)
            throw new SizingException($"{file} is empty.");
        if (!Utf8.IsValid(bytes.Span))
            throw new SizingException($"{file} is not UTF-8 text; save it as UTF-8.");
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new SizingException($"{file} is not valid JSON: {FirstSentence(problem.Message)}", problem);
        }
    }

    private static ReadOnlyMemory<byte> Bounded(Stream stream, string file, int largest)
    {
        if (stream.CanSeek && stream.Length > largest)
            throw TooLarge(file, largest);
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (buffer.Length + read > largest)
                throw TooLarge(file, largest);
            buffer.Write(chunk, 0, read);
        }

        var bytes = NonFinite.Quote(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static SizingException TooLarge(string file, int largest) =>
        new($"{file} is larger than {largest / (1024 * 1024)} MiB, which is more than a config.json holds.");

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? message : message[..(end + 1)];
        return sentence.Length <= LongestReason ? sentence : sentence[..LongestReason] + "… (shortened).";
    }
}
