using System.Text;
using Sizing.Tool.Html;

namespace Sizing.Tool.Tests.Html;

public sealed class LogoImageTests : IDisposable
{
    /// <summary>One white pixel, as the PNG specification lays it out.</summary>
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==";

    private readonly string folder = Directory.CreateTempSubdirectory("logo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_png_is_carried_as_it_is() =>
        Assert.Equal($"data:image/png;base64,{Pixel}", LogoImage.Read(Write("logo.png", Convert.FromBase64String(Pixel))).Address);

    [Fact]
    public void An_svg_that_only_draws_is_carried() => Assert.StartsWith(
        "data:image/svg+xml;base64,",
        LogoImage.Read(Svg("<defs><linearGradient id=\"a\"/></defs><path d=\"M0 0h9\" fill=\"url(#a)\" style=\"stroke:#123\"/>")).Address,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("<script>alert(1)</script>", "element 'script'")]
    [InlineData("<foreignObject/>", "element 'foreignObject'")]
    [InlineData("<image href=\"https://example.org/a.png\"/>", "element 'image'")]
    [InlineData("<style>@import 'x'</style>", "element 'style'")]
    [InlineData("<path onload=\"alert(1)\" d=\"\"/>", "attribute 'onload'")]
    [InlineData("<use href=\"https://example.org/a.svg#b\"/>", "attribute 'href'")]
    [InlineData("<path fill=\"url(https://example.org/a)\" d=\"\"/>", "attribute 'fill'")]
    [InlineData("<path fill=\"url(#a) url(https://example.org/a)\" d=\"\"/>", "attribute 'fill'")]
    [InlineData("<h:div xmlns:h=\"http://www.w3.org/1999/xhtml\"/>", "element 'div' of another kind")]
    public void An_svg_that_does_more_is_refused(string content, string what) =>
        Assert.Contains(what, Assert.Throws<SizingException>(() => LogoImage.Read(Svg(content))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<html><svg/></html>")]
    [InlineData("GIF89a")]
    public void Anything_else_is_refused(string text) => Assert.Contains(
        "cannot be put into a page", Assert.Throws<SizingException>(() => LogoImage.Read(Write("logo", Encoding.UTF8.GetBytes(text)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_an_empty_a_damaged_and_a_large_picture_are_refused_by_name()
    {
        Assert.Contains("does not exist", Assert.Throws<SizingException>(() => LogoImage.Read(Path.Combine(folder, "none.png"))).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Throws<SizingException>(() => LogoImage.Read(Write("empty.png", []))).Message, StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<SizingException>(() => LogoImage.Read(Write("cut.png", Convert.FromBase64String(Pixel)[..40]))).Message, StringComparison.Ordinal);
        Assert.Contains("larger than 256 KiB", Assert.Throws<SizingException>(() => LogoImage.Read(Write("big.png", new byte[300_000]))).Message, StringComparison.Ordinal);
    }

    private string Svg(string content) => Write("logo.svg", Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{content}</svg>"));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
