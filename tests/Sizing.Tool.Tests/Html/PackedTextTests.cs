using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class PackedTextTests
{
    [Fact]
    public void Two_characters_carry_thirteen_bits()
    {
        // Alphabet: '!' is 0; '&' (38), '<' (60) and '>' (62) are left out. 13 bits of ones are 8191 = 1 + 90 · 91.
        Assert.Equal("\"~", PackedText.Of([0xFF, 0xF8])[..2]);
        Assert.Equal("!!", PackedText.Of([0]));
    }

    [Fact]
    public void No_character_means_anything_to_html()
    {
        var text = PackedText.Of([.. Enumerable.Range(0, 65_536).SelectMany(number => new[] { (byte)(number >> 8), (byte)(number & 0xFF) })]);

        Assert.All(text, letter => Assert.InRange(letter, '!', '~'));
        Assert.DoesNotContain(text, letter => letter is '<' or '>' or '&');
    }
}
