namespace Sizing.Data;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line it starts on, counted from 1.</param>
/// <param name="Fields">Its fields.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);
