namespace Sizing.Quantities;

/// <summary>
/// A number that a weight coding keeps beside the weights, once per tile of the matrix: a scale, a zero point, an index.
/// </summary>
public sealed record WeightScale
{
    private readonly long tileRows;
    private readonly long tileColumns;
    private readonly bool isFlat;

    private WeightScale(string name, int bits, long tileRows, long tileColumns, bool isFlat)
    {
        Name = name;
        Bits = bits;
        this.tileRows = tileRows;
        this.tileColumns = tileColumns;
        this.isFlat = isFlat;
    }

    /// <summary>What the number is: <c>scale</c>, <c>zero point</c>.</summary>
    public string Name { get; }

    /// <summary>The bits of one number.</summary>
    public int Bits { get; }

    /// <summary>Output rows that share a number.</summary>
    internal long TileRows => tileRows;

    /// <summary>One number for the whole matrix.</summary>
    public static WeightScale PerTensor(string name, int bits) => new(name, bits, long.MaxValue, long.MaxValue, isFlat: false);

    /// <summary>One number for each output row.</summary>
    public static WeightScale PerRow(string name, int bits) => new(name, bits, 1, long.MaxValue, isFlat: false);

    /// <summary>One number for each input column.</summary>
    public static WeightScale PerColumn(string name, int bits) => new(name, bits, long.MaxValue, 1, isFlat: false);

    /// <summary>One number for each tile of <paramref name="rows"/> by <paramref name="columns"/>.</summary>
    public static WeightScale PerTile(string name, int bits, int rows, int columns) => new(name, bits, rows, columns, isFlat: false);

    /// <summary>One number for each run of <paramref name="elements"/> elements, the matrix read as one line.</summary>
    public static WeightScale PerRun(string name, int bits, int elements) => new(name, bits, 1, elements, isFlat: true);

    /// <summary>The bytes of all these numbers of a matrix, rounded up to whole bytes; tiles at its edges count whole.</summary>
    /// <param name="rows">Output features.</param>
    /// <param name="columns">Input features.</param>
    public Bytes BytesOf(long rows, long columns)
    {
        long tiles = isFlat ? Tiles(rows * columns, tileColumns) : Tiles(rows, tileRows) * Tiles(columns, tileColumns);
        return new(Tiles(tiles * Bits, 8));
    }

    private static long Tiles(long extent, long tile)
    {
        var (whole, rest) = Math.DivRem(extent, tile);
        return rest > 0 ? whole + 1 : whole;
    }
}
