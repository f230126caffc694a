using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>Where a GPU turns from being bound by memory to being bound by arithmetic.</summary>
public static class Roofline
{
    /// <summary>
    /// The arithmetic intensity, in operations per byte, above which the matrix units are the limit; null where the rate is not known.
    /// At decoding, each byte of BF16 weights serves one operation per sequence, so the ridge is also the batch at which weights stop being the limit.
    /// </summary>
    /// <param name="gpu">The GPU: dense peak rate P, bandwidth B.</param>
    /// <param name="format">The number format of the multiplications.</param>
    [Formula("P / B")]
    [Source("Williams, Waterman and Patterson 2009, Roofline", "https://doi.org/10.1145/1498765.1498785")]
    public static double? RidgePoint(GpuSpec gpu, NumberFormat format)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return gpu.Peak[format] is { IsKnown: true } rate ? rate.FlopsPerSecond / gpu.BandwidthBytesPerSecond : null;
    }
}
