using System.Globalization;
using System.Text;

namespace Sizing.Live;

/// <summary>Lines of fields, as a page reads them: fields end at U+001F, records at U+001E.</summary>
internal sealed class Records
{
    private const char FieldEnd = '\u001F';
    private const char RecordEnd = '\u001E';

    private readonly StringBuilder text = new();

    /// <summary>The records that an action writes; one record <c>error</c> with its sentence where the settings are refused.</summary>
    internal static string Answer(Action<Records> write)
    {
        var records = new Records();
        try
        {
            write(records);
            return records.ToString();
        }
        catch (SizingException problem)
        {
            var refused = new Records();
            refused.Add("error", problem.Message);
            return refused.ToString();
        }
    }

    /// <summary>Adds a record of that kind.</summary>
    internal void Add(string kind, params IReadOnlyList<string> fields)
    {
        text.Append(kind);
        foreach (var field in fields)
            text.Append(FieldEnd).Append(field);
        text.Append(RecordEnd);
    }

    /// <summary>A number for machines.</summary>
    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
