namespace Sizing;

/// <summary>
/// The dense peak rate of a GPU in one number format: a figure, unknown (the default value), or a format that the hardware lacks.
/// </summary>
public readonly record struct PeakRate
{
    private readonly double tera;

    private PeakRate(double tera, bool isUnsupported)
    {
        this.tera = tera;
        IsUnsupported = isUnsupported;
    }

    /// <summary>A rate that is not published.</summary>
    public static PeakRate Unknown => default;

    /// <summary>The hardware does not multiply this format.</summary>
    public static PeakRate Unsupported => new(0, true);

    /// <summary>Whether the hardware lacks the format.</summary>
    public bool IsUnsupported { get; }

    /// <summary>Whether the rate is a known figure.</summary>
    public bool IsKnown => tera > 0;

    /// <summary>The rate in TFLOPS (10^12 operations per second, dense), or null where unknown or unsupported.</summary>
    public double? Tflops => IsKnown ? tera : null;

    /// <summary>The rate in operations per second, dense.</summary>
    /// <exception cref="InvalidOperationException">The rate is unknown or the format unsupported.</exception>
    public double FlopsPerSecond => IsKnown ? tera * 1e12 : throw new InvalidOperationException($"The peak rate is {this}.");

    /// <summary>A rate of <paramref name="tflops"/> TFLOPS, dense.</summary>
    public static PeakRate OfTflops(double tflops)
    {
        if (!double.IsFinite(tflops) || tflops <= 0)
            throw new ArgumentOutOfRangeException(nameof(tflops), tflops, "A peak rate must be a positive, finite number.");
        return new(tflops, false);
    }

    /// <summary>The rate of a part of the GPU; unknown and unsupported stay what they are.</summary>
    public PeakRate Scale(double share) => IsKnown ? OfTflops(tera * share) : this;

    /// <summary>Prints <c>989 TFLOPS</c>, <c>unsupported</c> or <c>unknown</c>.</summary>
    public override string ToString() => IsKnown ? $"{tera:0.###} TFLOPS" : IsUnsupported ? "unsupported" : "unknown";
}
