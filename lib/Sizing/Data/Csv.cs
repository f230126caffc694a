using System.Text;

namespace Sizing.Data;

/// <summary>Reads comma-separated text as RFC 4180 describes it; a byte order mark, LF line ends and blank lines are accepted.</summary>
public static class Csv
{
    private enum Place
    {
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    /// <summary>
    /// Splits text into records, each with the line it starts on. Malformed quoting becomes a problem and the reading goes on.
    /// </summary>
    public static IReadOnlyList<CsvRecord> Read(string file, string text, ICollection<DataProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problems);
        var records = new List<CsvRecord>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var place = Place.FieldStart;
        var (line, start) = (1, 1);

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
            place = Place.FieldStart;
        }

        void EndRecord()
        {
            EndField();
            if (fields.Count > 1 || fields[0].Length > 0)
                records.Add(new(start, [.. fields]));
            fields.Clear();
        }

        foreach (var letter in text.AsSpan(text.StartsWith('\uFEFF') ? 1 : 0))
        {
            if (letter == '\n')
                line++;
            switch (letter)
            {
                case '"' when place == Place.Quoted:
                    place = Place.AfterQuote;
                    break;
                case '"' when place == Place.AfterQuote:
                    field.Append(letter);
                    place = Place.Quoted;
                    break;
                case '"' when place == Place.FieldStart:
                    place = Place.Quoted;
                    break;
                case ',' when place != Place.Quoted:
                    EndField();
                    break;
                case '\n' when place != Place.Quoted:
                    EndRecord();
                    start = line;
                    break;
                case '\r' when place != Place.Quoted:
                    break;
                default:
                    if (letter == '"' || place == Place.AfterQuote)
                        problems.Add(new(file, start, "", "a quotation mark stands inside a field", "quote the whole field and double the marks in it"));
                    field.Append(letter);
                    place = place == Place.Quoted ? Place.Quoted : Place.Plain;
                    break;
            }
        }

        if (place == Place.Quoted)
            problems.Add(new(file, start, "", "the file ends inside a quoted field", "close the quotation mark, or restore the end of the file"));
        if (field.Length > 0 || fields.Count > 0)
            EndRecord();
        return records;
    }
}
