namespace Sizing.Data;

/// <summary>A CSV file with a header: rows whose fields are read by column name, and the problems found on the way.</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, int> positions;
    private readonly List<DataProblem> problems;

    private CsvTable(string file, Dictionary<string, int> positions, List<DataProblem> problems)
    {
        File = file;
        this.positions = positions;
        this.problems = problems;
    }

    /// <summary>The name of the file.</summary>
    public string File { get; }

    /// <summary>The rows below the header whose number of fields is right.</summary>
    public IReadOnlyList<CsvRow> Rows { get; private set; } = [];

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<DataProblem> Problems => problems;

    /// <summary>Reads a file whose header must name the given columns; others are allowed.</summary>
    public static CsvTable Read(string file, string text, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var problems = new List<DataProblem>();
        var records = Csv.Read(file, text, problems);
        var header = records.Count > 0 ? records[0].Fields : [];
        var positions = new Dictionary<string, int>(header.Count);
        for (var position = 0; position < header.Count; position++)
            if (!positions.TryAdd(header[position], position))
                problems.Add(new(file, 1, header[position], "the header names the column twice", "rename or remove one of them"));
        var table = new CsvTable(file, positions, problems);
        var missing = columns.Where(column => !positions.ContainsKey(column)).ToList();
        problems.AddRange(missing.Select(column =>
            new DataProblem(file, 1, column, "the header lacks the column", "add it; an empty field means unknown")));
        if (missing.Count == 0)
            table.Rows = [.. records.Skip(1).Where(record => table.IsWhole(record, header.Count)).Select(record => new CsvRow(table, record))];
        return table;
    }

    /// <summary>Notes a problem.</summary>
    public void Report(int row, string column, string problem, string remedy) => problems.Add(new(File, row, column, problem, remedy));

    internal bool Has(string column) => positions.ContainsKey(column);

    internal int PositionOf(string column) => positions[column];

    private bool IsWhole(CsvRecord record, int fields)
    {
        if (record.Fields.Count == fields)
            return true;
        Report(record.Line, "", $"the row has {record.Fields.Count} fields and the header {fields}", "add or remove commas; quote fields that contain one");
        return false;
    }
}
