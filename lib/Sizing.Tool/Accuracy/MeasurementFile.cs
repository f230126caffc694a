using Sizing.Data;

namespace Sizing.Tool.Accuracy;

/// <summary>A file of measured rows, and the folders that may hold the models it names.</summary>
internal sealed class MeasurementFile
{
    private MeasurementFile(string path, IReadOnlyList<Measurement> rows)
    {
        Rows = rows;
        Measurement.JoinRuns(rows);
        Models = new(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The rows that name a quantity.</summary>
    internal IReadOnlyList<Measurement> Rows { get; }

    /// <summary>Finds the models of the rows.</summary>
    internal MeasuredModels Models { get; }

    /// <summary>Reads a file in the schema of the project's measurements.</summary>
    /// <exception cref="SizingException">The file cannot be read, or a row is malformed.</exception>
    internal static MeasurementFile Read(string path)
    {
        var table = CsvTable.Read(path, ReadText(path), "id", "quantity", "value_si", "certainty");
        return table.Problems.Count == 0
            ? new(path, [.. table.Rows.Select(row => new Measurement(row)).Where(row => row.Quantity.Length > 0)])
            : throw new SizingException($"{table.Problems[0]}.");
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SizingException($"The measurements '{path}' cannot be read: {problem.Message}", problem);
        }
    }
}
