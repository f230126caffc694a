using System.Globalization;
using System.Text;
using Sizing.Data;

namespace Sizing.Tool.Verify;

/// <summary>The figures of logs as rows of the measurements.</summary>
internal static class MeasuredRows
{
    private static readonly string[] Columns =
    [
        "id", "source", "kind", "quantity", "model", "config", "weights_format", "kv_dtype", "engine", "engine_version", "gpu", "gpus", "tp", "pp",
        "dp", "ep", "attention_dp", "utilization", "max_model_len", "max_num_seqs", "max_batched_tokens", "input_tokens", "output_tokens",
        "concurrency", "context", "batch", "value", "unit", "value_si", "certainty", "notes",
    ];

    internal static string Header => string.Join(',', Columns);

    /// <summary>One row a figure, without the header.</summary>
    internal static IEnumerable<string> Of(LogQuestion question) => question.Log.Figures.Select(figure => Row(question, figure));

    /// <summary>A file of rows.</summary>
    internal static string Csv(IEnumerable<string> rows) => string.Concat(rows.Prepend(Header).Select(row => row + "\n"));

    /// <summary>Adds rows to a file, which is made where it is absent; rows of the same id are replaced.</summary>
    /// <exception cref="SizingException">The file is no file of measurements, or cannot be written.</exception>
    internal static void AddTo(string path, IReadOnlyList<string> rows)
    {
        var added = rows.Select(IdOf).ToHashSet();
        WholeFile.Write(path, Csv([.. Existing(path).Where(row => !added.Contains(IdOf(row))), .. rows]));
    }

    private static IEnumerable<string> Existing(string path)
    {
        if (!File.Exists(path))
            return [];
        var problems = new List<DataProblem>();
        var records = Data.Csv.Read(path, WholeFile.Read(path), problems);
        return problems.Count == 0 && records.Count > 0 && records[0].Fields.SequenceEqual(Columns)
            ? records.Skip(1).Select(record => string.Join(',', record.Fields.Select(Quoted)))
            : throw new SizingException($"'{path}' is not a file of measurements; name another one, or a new one.");
    }

    private static string IdOf(string row) => row[..row.IndexOf(',', StringComparison.Ordinal)];

    private static string Row(LogQuestion question, LoggedFigure figure) =>
        string.Join(',', Columns.Select(column => Quoted(Field(question, figure, column))));

    private static string Field(LogQuestion question, LoggedFigure figure, string column) => column switch
    {
        "id" => Slug($"log_{question.Name}_{figure.Quantity}"),
        "source" => question.Name,
        "kind" => figure.Kind,
        "quantity" => figure.Quantity,
        "context" when figure.Quantity is "kv_bytes" or "state_bytes" or "compute_buffer_bytes" => question.Columns["max_model_len"],
        "batch" when figure.Quantity is "kv_bytes" or "state_bytes" => "1",
        "value" => Text(figure.Printed),
        "unit" => figure.Unit,
        "value_si" => Text(figure.Value),
        "certainty" => question.IsWholeFromLog ? "high" : "medium",
        "notes" => string.Join("; ", Notes(question)),
        _ => question.Columns.GetValueOrDefault(column) ?? "",
    };

    private static IEnumerable<string> Notes(LogQuestion question)
    {
        yield return "startup log";
        if (question.Given.Count > 0)
            yield return $"given beside it: {string.Join(" ", question.Given)}";
        if (question.Log.Number("layers_on_gpu") is { } layers && layers < question.Log.Number("layers"))
            yield return $"layers_on_gpu={layers:0}";
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text)
            slug.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_');
        return slug.ToString();
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
