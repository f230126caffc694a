namespace Sizing.Explain;

/// <summary>
/// A number with its unit. Whole amounts (bytes, parameters, tokens) are exact; the others are doubles.
/// The default value is the plain number zero.
/// </summary>
public readonly record struct Amount : IComparable<Amount>
{
    private readonly long whole;
    private readonly double real;

    private Amount(long whole, double real, bool isExact, Unit unit)
    {
        this.whole = whole;
        this.real = real;
        IsExact = isExact;
        Unit = unit;
    }

    /// <summary>The unit of the number.</summary>
    public Unit Unit { get; }

    /// <summary>The unit as it is printed, such as <c>tokens/s</c>; empty for a plain number.</summary>
    public string UnitSymbol => AmountText.Suffix(Unit).TrimStart();

    /// <summary>Whether the number is whole and exact.</summary>
    public bool IsExact { get; }

    /// <summary>The number as a double.</summary>
    public double Value => IsExact ? whole : real;

    /// <summary>The exact whole number.</summary>
    /// <exception cref="InvalidOperationException">The amount is not exact.</exception>
    public long Whole => IsExact ? whole : throw new InvalidOperationException("The amount is not a whole number.");

    /// <summary>A whole, exact amount.</summary>
    public static Amount Exact(long value, Unit unit = Unit.None) => new(value, 0, true, unit);

    /// <summary>An amount that is not a whole number.</summary>
    public static Amount Of(double value, Unit unit = Unit.None) => new(0, value, false, unit);

    /// <summary>Bytes are exact amounts.</summary>
    public static implicit operator Amount(Bytes bytes) => Exact(bytes.Count, Unit.Bytes);

    /// <summary>A plain whole number.</summary>
    public static implicit operator Amount(int value) => Exact(value);

    /// <summary>A plain whole number.</summary>
    public static implicit operator Amount(long value) => Exact(value);

    /// <summary>A plain number.</summary>
    public static implicit operator Amount(double value) => Of(value);

    /// <inheritdoc/>
    public int CompareTo(Amount other) =>
        IsExact && other.IsExact ? whole.CompareTo(other.whole) : Value.CompareTo(other.Value);

    /// <summary>Whether the left amount is smaller; units are not compared.</summary>
    public static bool operator <(Amount left, Amount right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is larger; units are not compared.</summary>
    public static bool operator >(Amount left, Amount right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is smaller or equal; units are not compared.</summary>
    public static bool operator <=(Amount left, Amount right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is larger or equal; units are not compared.</summary>
    public static bool operator >=(Amount left, Amount right) => left.CompareTo(right) >= 0;

    /// <summary>The sum of amounts of one unit; exact when all of them are.</summary>
    public static Amount Sum(IEnumerable<Amount> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        return amounts.Aggregate((sum, next) => sum.Plus(next));
    }

    /// <summary>Prints the number with its unit, as people read it.</summary>
    public override string ToString() => AmountText.Print(this);

    private Amount Plus(Amount other)
    {
        if (Unit != other.Unit)
            throw new InvalidOperationException($"{Unit} and {other.Unit} cannot be added.");
        return IsExact && other.IsExact ? Exact(whole + other.whole, Unit) : Of(Value + other.Value, Unit);
    }
}
