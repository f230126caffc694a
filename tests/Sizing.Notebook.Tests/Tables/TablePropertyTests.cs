using FsCheck;
using FsCheck.Fluent;

namespace Sizing.Notebook.Tests.Tables;

public sealed class TablePropertyTests
{
    [Fact]
    public void Csv_and_html_show_the_same_numbers() => Prop.ForAll<double[], long[]>((reals, wholes) =>
    {
        var table = reals.Zip(wholes, (real, whole) => new { Row = "r", Real = real, Whole = whole, Size = new Bytes(whole) }).ToTable();
        var fromCsv = table.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).SelectMany(line => line.Split(',').Skip(1));
        var fromHtml = HtmlTests.Parse(table.ToHtml()).QuerySelectorAll("tbody td").Select(cell => cell.GetAttribute("data-value") ?? cell.TextContent);

        return fromCsv.SequenceEqual(fromHtml);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_survives_html() => Prop.ForAll<string?>(text =>
    {
        var shown = (text ?? "–").EnumerateRunes().Select(rune => rune.Value is < ' ' and not '\n' and not '\t' ? "\uFFFD" : rune.ToString());
        var cell = HtmlTests.Parse(new[] { new { Text = text } }.ToTable().ToHtml()).QuerySelector("tbody th")!;

        return cell.TextContent == string.Concat(shown);
    }).QuickCheckThrowOnFailure();
}
