using Sizing.Data;

namespace Sizing.Tool.Accuracy;

/// <summary>A file of measured rows, and the folders that may hold the models it names.</summary>
internal sealed class MeasurementFile
{
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
    internal static MeasurementFile Read(string path) => Parse(path, ReadText(path), Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="name">The name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="folder">The folder that paths of models are relative to.</param>
    /// <exception cref="SizingException">A row is malformed.</exception>
    internal static MeasurementFile Parse(string name, string text, string folder)
    {
        var table = CsvTable.Read(name, text, "id", "quantity", "value_si", "certainty");
        return table.Problems.Count == 0
            ? new(folder, [.. table.Rows.Select(row => new Measurement(row)).Where(row => row.Quantity.Length > 0)])
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
