using Sizing.Data;

namespace Sizing.Tool.Accuracy;

/// <summary>A file of measured rows, and the folders that may hold the models it names.</summary>
internal sealed class MeasurementFile
{
    /// <summary>The most rows that are replayed: rows of one run are compared with each other.</summary>
    private const int MostRows = 20_000;

    private MeasurementFile(string folder, IReadOnlyList<Measurement> rows)
    {
        Rows = rows;
        Measurement.JoinRuns(rows);
        Models = new(folder);
    }

    /// <summary>The rows that name a quantity.</summary>
    internal IReadOnlyList<Measurement> Rows { get; }

    /// <summary>Finds the models of the rows.</summary>
    internal MeasuredModels Models { get; }

    /// <summary>Reads a file in the schema of the project's measurements.</summary>
    /// <exception cref="SizingException">The file cannot be read, or a row is malformed.</exception>
    internal static MeasurementFile Read(string path) => Parse(path, WholeFile.Read(path), Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="name">The name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="folder">The folder that paths of models are relative to.</param>
    /// <exception cref="SizingException">A row is malformed.</exception>
    internal static MeasurementFile Parse(string name, string text, string folder)
    {
        var table = CsvTable.Read(name, text, "id", "quantity", "value_si", "certainty");
        if (table.Rows.Count > MostRows)
            throw new SizingException($"'{name}' holds {table.Rows.Count:N0} rows; at most {MostRows:N0} are replayed at once: divide it.");
        List<Measurement> rows = [.. table.Rows.Select(row => new Measurement(row)).Where(row => row.Quantity.Length > 0)];
        // A number that is none is a problem of the table.
        rows.ForEach(row => row.Number("value_si"));
        return table.Problems is [var problem, ..] ? throw new SizingException(problem.ToString()) : new(folder, rows);
    }
}
