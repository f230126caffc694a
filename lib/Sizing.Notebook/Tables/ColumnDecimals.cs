namespace Sizing.Notebook.Tables;

/// <summary>
/// One number of decimals for the numbers of a column, so that they can be compared at a glance: that of the number which prints most, as far as
/// the largest keeps within its digits. Where that would leave a small number less than two digits, each keeps its own; whole numbers, bytes,
/// money and columns of several units are left alone.
/// </summary>
internal static class ColumnDecimals
{
    private const double TwoDigits = 9.5;

    /// <summary>Returns the cells of a column, printed with one number of decimals.</summary>
    internal static IReadOnlyList<Cell> Even(IReadOnlyList<Cell> column)
    {
        List<PrintedNumber?> printed = [.. column.Select(PrintedNumber.Of)];
        List<PrintedNumber> numbers = [.. printed.OfType<PrintedNumber>()];
        if (numbers.DistinctBy(number => number.Suffix).Count() != 1
            || column.Where((cell, row) => printed[row] is null && cell.Text != Labels.Unknown).Any())
            return column;
        var decimals = Math.Clamp(numbers.MaxBy(number => Math.Abs(number.Value)).MostDecimals, 0, numbers.Max(number => number.Decimals));
        return numbers.Any(number => number.Decimals > decimals && Math.Abs(number.Value) * Math.Pow(10, decimals) < TwoDigits)
            ? column
            : [.. column.Zip(printed, (cell, number) => number is { } plain ? cell with { Text = plain.Print(decimals) } : cell)];
    }
}
