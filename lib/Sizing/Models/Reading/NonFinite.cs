namespace Sizing.Models.Reading;

/// <summary>
/// Python writes <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> where JSON has no such numbers (<c>time_step_limit</c> of Nemotron).
/// No key that sizing reads can have such a value, so they become texts, which a refusal shows as they were given.
/// </summary>
internal static class NonFinite
{
    /// <summary>The JSON with these words quoted outside texts.</summary>
    internal static ReadOnlyMemory<byte> Quote(ReadOnlyMemory<byte> json)
    {
        var bytes = json.Span;
        using var quoted = new MemoryStream();
        var (copied, isText) = (0, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (isText && bytes[i] == '\\')
                i++;
            else if (bytes[i] == '"')
                isText = !isText;
            else if (!isText && WordLength(bytes[i..]) is > 0 and var length)
            {
                quoted.Write(bytes[copied..i]);
                quoted.Write([(byte)'"', .. bytes.Slice(i, length), (byte)'"']);
                copied = i + length;
                i = copied - 1;
            }
        }

        if (copied == 0)
            return json;
        quoted.Write(bytes[copied..]);
        return quoted.ToArray();
    }

    private static int WordLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
