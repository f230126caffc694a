using System.Globalization;

namespace Sizing.Data;

/// <summary>
/// One row of a data file. Each reader returns the field in its type; a field that is wrong becomes a problem of the table
/// and yields a harmless value, so that all problems of a file are found in one pass.
/// </summary>
public sealed class CsvRow
{
    /// <summary>What a field says where the hardware lacks the thing.</summary>
    public const string Unsupported = "unsupported";

    private readonly CsvTable table;
    private readonly CsvRecord record;

    internal CsvRow(CsvTable table, CsvRecord record)
    {
        this.table = table;
        this.record = record;
    }

    /// <summary>The line of the file, counted from 1.</summary>
    public int Line => record.Line;

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string column) => table.Has(column);

    /// <summary>The text of a field, which may be empty.</summary>
    public string Text(string column) => record.Fields[table.PositionOf(column)].Trim();

    /// <summary>The text of a field that must not be empty.</summary>
    public string RequiredText(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            Report(column, "the field is empty", "fill it in");
        return text;
    }

    /// <summary>The parts of a field that are separated by semicolons.</summary>
    public IReadOnlyList<string> List(string column) =>
        Text(column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A positive number, or null where the field is empty or says <c>unsupported</c>.</summary>
    public double? Number(string column)
    {
        var text = Text(column);
        if (text.Length == 0 || text == Unsupported)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && number > 0)
            return number;
        Report(column, $"'{Shorten(text)}' is not a positive number", "write digits with a decimal point; leave unknown fields empty, never 0");
        return null;
    }

    /// <summary>A positive number; an empty field is a problem.</summary>
    public double RequiredNumber(string column)
    {
        if (Text(column).Length == 0)
            Report(column, "the field is empty", "fill it in");
        return Number(column) ?? 1;
    }

    /// <summary>A positive whole number, or null where the field is empty or says <c>unsupported</c>.</summary>
    public int? Whole(string column)
    {
        var number = Number(column);
        if (number is null || (number <= int.MaxValue && number == Math.Floor(number.Value)))
            return (int?)number;
        Report(column, $"'{Shorten(Text(column))}' is not a whole number below 2,147,483,648", "write it without a fraction");
        return null;
    }

    /// <summary>A positive whole number; an empty field is a problem.</summary>
    public int RequiredWhole(string column)
    {
        if (Text(column).Length == 0)
            Report(column, "the field is empty", "fill it in");
        return Whole(column) ?? 1;
    }

    /// <summary>A dense peak rate: a number in TFLOPS, empty for unknown, or <c>unsupported</c>.</summary>
    public PeakRate Rate(string column) =>
        Text(column) == Unsupported ? PeakRate.Unsupported : Number(column) is { } tera ? PeakRate.OfTflops(tera) : PeakRate.Unknown;

    /// <summary>An amount of memory in the unit that one of it has, or null where unknown.</summary>
    public Bytes? Memory(string column, Bytes unit)
    {
        if (Number(column) is not { } amount)
            return null;
        if (amount * unit.Count < 1e18)
            return Bytes.FromMiB(amount * unit.InMiB);
        Report(column, $"'{Shorten(Text(column))}' is more memory than can be", "check the unit in the header");
        return null;
    }

    /// <summary>The GPU that a field names in full, or null where no GPU has the name.</summary>
    public GpuSpec? Gpu(string column, IReadOnlyList<GpuSpec> gpus)
    {
        var name = RequiredText(column);
        var gpu = gpus.FirstOrDefault(each => each.Name == name);
        if (gpu is null)
            Report(column, $"no GPU is named '{Shorten(name)}'", $"write a name of {GpuTable.File}");
        return gpu;
    }

    /// <summary>One of the allowed words; an empty field is a problem unless the empty word is allowed.</summary>
    public string Word(string column, params IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var text = Text(column);
        if (!allowed.Contains(text))
            Report(column, $"'{Shorten(text)}' is not allowed here", $"write one of: {string.Join(", ", allowed.Select(word => word.Length == 0 ? "(empty)" : word))}");
        return text;
    }

    /// <summary>A date in ISO form: a year, a month or a day.</summary>
    public string Date(string column)
    {
        var text = Text(column);
        if (!DateTime.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Report(column, $"'{Shorten(text)}' is not a date", "write 2026, 2026-08 or 2026-08-31");
        return text;
    }

    /// <summary>Notes a problem of a field.</summary>
    public void Report(string column, string problem, string remedy) => table.Report(Line, column, problem, remedy);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
