namespace Sizing.Quantities;

/// <summary>
/// How the weights of one matrix are stored: blocks of elements along a row, and scales kept beside them.
/// The matrix is output features (rows) by input features (columns), the order of PyTorch's <c>nn.Linear</c>.
/// </summary>
/// <param name="Name">The name of the coding, such as <c>fp8-block</c>.</param>
/// <param name="ElementsPerBlock">How many neighbouring elements of a row one block holds.</param>
/// <param name="BytesPerBlock">How many bytes one block takes.</param>
public sealed record WeightCoding(string Name, int ElementsPerBlock, int BytesPerBlock)
{
    /// <summary>The numbers kept beside the blocks.</summary>
    public IReadOnlyList<WeightScale> Scales { get; init; } = [];

    /// <summary>The coding of a data type, without scales of its own.</summary>
    public static WeightCoding Of(DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(type.Name, type.ElementsPerBlock, type.BytesPerBlock);
    }

    /// <summary>The bytes of the weights of a matrix, without what is kept beside them; the last block of a row counts whole.</summary>
    /// <param name="rows">Output features.</param>
    /// <param name="columns">Input features.</param>
    public Bytes PayloadOf(long rows, long columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        var (blocks, rest) = Math.DivRem(columns, ElementsPerBlock);
        return new(rows * (rest > 0 ? blocks + 1 : blocks) * BytesPerBlock);
    }

    /// <summary>The exact bytes of a matrix, scales included; the last block of a row counts whole.</summary>
    /// <param name="rows">Output features.</param>
    /// <param name="columns">Input features.</param>
    public Bytes BytesOf(long rows, long columns) =>
        Scales.Aggregate(PayloadOf(rows, columns), (sum, scale) => sum + scale.BytesOf(rows, columns));

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
