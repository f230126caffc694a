namespace Sizing;

/// <summary>
/// An exact amount of memory in bytes. The default value is zero bytes.
/// </summary>
/// <remarks>
/// GB is 1e9 bytes, GiB is 2^30 bytes; the two are never converted silently.
/// Results beyond the range of <see cref="long"/> throw <see cref="OverflowException"/>.
/// </remarks>
/// <param name="Count">The number of bytes.</param>
public readonly record struct Bytes(long Count) : IComparable<Bytes>
{
    private const double KibibyteSize = 1024;
    private const double MebibyteSize = 1024 * KibibyteSize;
    private const double GibibyteSize = 1024 * MebibyteSize;
    private const double GigabyteSize = 1e9;

    /// <summary>Zero bytes.</summary>
    public static Bytes Zero => default;

    /// <summary>The amount in GiB (2^30 bytes).</summary>
    public double InGiB => Count / GibibyteSize;

    /// <summary>The amount in GB (1e9 bytes).</summary>
    public double InGB => Count / GigabyteSize;

    /// <summary>The amount in MiB (2^20 bytes).</summary>
    public double InMiB => Count / MebibyteSize;

    /// <summary>Returns <paramref name="value"/> GiB, to the nearest byte.</summary>
    public static Bytes FromGiB(double value) => FromDouble(value * GibibyteSize);

    /// <summary>Returns <paramref name="value"/> GB, to the nearest byte.</summary>
    public static Bytes FromGB(double value) => FromDouble(value * GigabyteSize);

    /// <summary>Returns <paramref name="value"/> MiB, to the nearest byte.</summary>
    public static Bytes FromMiB(double value) => FromDouble(value * MebibyteSize);

    /// <summary>Adds two amounts.</summary>
    public static Bytes operator +(Bytes left, Bytes right) => new(left.Count + right.Count);

    /// <summary>Subtracts the right amount from the left; the result may be negative.</summary>
    public static Bytes operator -(Bytes left, Bytes right) => new(left.Count - right.Count);

    /// <summary>Multiplies an amount by a whole number.</summary>
    public static Bytes operator *(Bytes left, long right) => new(left.Count * right);

    /// <summary>The ratio of two amounts.</summary>
    public static double operator /(Bytes left, Bytes right) => (double)left.Count / right.Count;

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Bytes left, Bytes right) => left.Count < right.Count;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Bytes left, Bytes right) => left.Count > right.Count;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Bytes left, Bytes right) => left.Count <= right.Count;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Bytes left, Bytes right) => left.Count >= right.Count;

    /// <summary>The share of one of <paramref name="ranks"/> equal ranks, rounded up to a whole byte.</summary>
    public Bytes DividedOver(int ranks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ranks);
        var (share, rest) = Math.DivRem(Count, ranks);
        return new(rest > 0 ? share + 1 : share);
    }

    /// <summary>The part <paramref name="fraction"/> (0 to 1) of the amount, rounded down to a whole byte.</summary>
    public Bytes Share(double fraction) => new((long)Math.Floor(Count * fraction));

    /// <summary>The larger of two amounts.</summary>
    public static Bytes Max(Bytes left, Bytes right) => left >= right ? left : right;

    /// <summary>The smaller of two amounts.</summary>
    public static Bytes Min(Bytes left, Bytes right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Bytes other) => Count.CompareTo(other.Count);

    /// <summary>Prints the amount in the largest binary unit that keeps it above one: <c>14.96 GiB</c>, <c>128.00 KiB</c>.</summary>
    public override string ToString() => Math.Abs((double)Count) switch
    {
        >= GibibyteSize => $"{InGiB:N2} GiB",
        >= MebibyteSize => $"{InMiB:N2} MiB",
        >= KibibyteSize => $"{Count / KibibyteSize:N2} KiB",
        _ => $"{Count} B",
    };

    /// <summary>Prints the amount in GB (1e9 bytes): <c>16.06 GB</c>.</summary>
    public string ToDecimalString() => $"{InGB:N2} GB";

    private static Bytes FromDouble(double bytes)
    {
        if (!double.IsFinite(bytes))
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "An amount of memory must be a finite number.");
        return new(checked((long)Math.Round(bytes)));
    }
}
