namespace Sizing.Notebook.Measured;

/// <summary>
/// The published measurements of <c>data/measurements</c> with what the library predicts of each. The predictions are those of
/// <c>sizing accuracy</c>, which takes seconds; they are kept as a file, and a test holds the file to the replay.
/// </summary>
public static class Measurements
{
    private static readonly Lazy<IReadOnlyList<MeasuredRow>> All = new(() => PredictionFile.Read(Resource(PredictionFile.Name), Resource(PredictionFile.Explanations)));

    /// <summary>Every row of certainty high or medium, in the order of the files.</summary>
    public static IReadOnlyList<MeasuredRow> Rows() => All.Value;

    /// <summary>The rows of one quantity.</summary>
    /// <param name="quantity">A quantity, such as <c>tpot_ms</c>.</param>
    /// <exception cref="SizingException">Nothing was measured of it.</exception>
    public static IReadOnlyList<MeasuredRow> Rows(string quantity) => Rows().Where(row => row.Quantity == quantity).ToList() is { Count: > 0 } rows
        ? rows
        : throw new SizingException($"No measurement is of '{quantity}'; there are {string.Join(", ", Rows().Select(row => row.Quantity).Distinct().Order(StringComparer.Ordinal))}.");

    /// <summary>Returns rows as the text of <c>data/measurements/predictions.csv</c>.</summary>
    public static string ToCsv(IEnumerable<MeasuredRow> rows) => PredictionFile.Write(rows);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Measurements).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
