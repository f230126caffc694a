namespace Sizing.Models.Reading;

/// <summary>
/// Python writes <c>Infinity</c> and <c>NaN</c> where JSON has no such numbers (<c>time_step_limit</c> of Nemotron).
/// No key that sizing reads can have such a value, so they become a zero of the same length.
/// </summary>
internal static class NonFinite
{
    private static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    private static ReadOnlySpan<byte> NaN => "NaN"u8;

    /// <summary>Replaces the words outside texts, in place.</summary>
    internal static void Blank(Span<byte> json)
    {
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (isText && json[i] == '\\')
                i++;
            else if (json[i] == '"')
                isText = !isText;
            else if (!isText && json[i] is (byte)'I' or (byte)'N')
                BlankWord(json[i..]);
        }
    }

    private static void BlankWord(Span<byte> json)
    {
        var length = json.StartsWith(Infinity) ? Infinity.Length : json.StartsWith(NaN) ? NaN.Length : 0;
        if (length == 0)
            return;
        json[..length].Fill((byte)' ');
        json[0] = (byte)'0';
    }
}
