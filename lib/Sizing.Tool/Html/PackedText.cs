namespace Sizing.Tool.Html;

/// <summary>
/// Bytes as printable text: two characters of 91 carry 13 bits, so that the text is 23 % longer than the bytes, where base64 makes it 33 %.
/// No character means anything to HTML. The page's <c>packed.js</c> reads it.
/// </summary>
internal static class PackedText
{
    private const int Bits = 13;

    private static readonly string Alphabet = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Except(['<', '>', '&']));

    /// <summary>The text of some bytes.</summary>
    internal static string Of(byte[] bytes) => string.Create((bytes.Length * 8 + Bits - 1) / Bits * 2, bytes, Write);

    private static void Write(Span<char> text, byte[] bytes)
    {
        var (value, bits, at) = (0, 0, 0);
        foreach (var each in bytes)
        {
            (value, bits) = (value << 8 | each, bits + 8);
            if (bits < Bits)
                continue;
            bits -= Bits;
            at = Write(text, at, value >> bits);
            value &= (1 << bits) - 1;
        }
        if (bits > 0)
            Write(text, at, value << Bits - bits);
    }

    private static int Write(Span<char> text, int at, int value)
    {
        text[at] = Alphabet[value % Alphabet.Length];
        text[at + 1] = Alphabet[value / Alphabet.Length];
        return at + 2;
    }
}
