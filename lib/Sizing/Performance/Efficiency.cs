using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>What hardware reaches of its data sheet.</summary>
public static class Efficiency
{
    /// <summary>The rate that kernels reach.</summary>
    /// <param name="share">η: the share, calibrated.</param>
    /// <param name="peak">P: the peak rate.</param>
    [Formula("η · P")]
    [Source("Williams, Waterman and Patterson 2009, Roofline", "https://doi.org/10.1145/1498765.1498785, ceilings")]
    public static double Reached(double share, double peak) => share * peak;
}
