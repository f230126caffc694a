using Sizing.Explain;
using Sizing.Hardware;

namespace Sizing.Performance;

/// <summary>How long GPUs of one system take to exchange tensors.</summary>
public static class Collectives
{
    /// <summary>
    /// Seconds of an all-reduce, as measured: linear between the two measured sizes around the message, the time of the smallest
    /// below it, in proportion to the bytes above the largest.
    /// </summary>
    /// <param name="curve">Measured times t by message size m.</param>
    /// <param name="message">m: bytes that each GPU contributes and receives.</param>
    [Formula("t1 + (t2 − t1) · (m − m1) / (m2 − m1)")]
    [Source("ai-dynamo/aiconfigurator", "measured tables, data/allreduce.csv")]
    public static double MeasuredAllReduce(AllReduceCurve curve, Bytes message)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var points = curve.Points;
        if (message <= points[0].Message)
            return points[0].Seconds;
        if (message >= points[^1].Message)
            return points[^1].Seconds * (message / points[^1].Message);
        var right = 1;
        while (points[right].Message < message)
            right++;
        var (low, high) = (points[right - 1], points[right]);
        return low.Seconds + (high.Seconds - low.Seconds) * ((message - low.Message) / (high.Message - low.Message));
    }

    /// <summary>Seconds of an all-reduce over a ring, where nothing was measured. Left out: switches that add up (NVLS, SHARP), one-shot kernels.</summary>
    /// <param name="link">The link: latency α0 + α1 · (N − 1), rate B in one direction, efficiency η.</param>
    /// <param name="gpus">N: GPUs.</param>
    /// <param name="message">m: bytes that each GPU contributes and receives.</param>
    [Formula("α0 + α1 · (N − 1) + 2 · (N − 1) / N · m / (η · B)")]
    [Source("Patarasuk and Yuan 2009, Bandwidth optimal all-reduce algorithms", "https://doi.org/10.1016/j.jpdc.2008.09.002")]
    [Source("NVIDIA/nccl-tests", "doc/PERFORMANCE.md: bus bandwidth")]
    public static double RingAllReduce(Interconnect link, int gpus, Bytes message)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gpus);
        return gpus == 1 ? 0 : Latency(link, gpus) + 2 * RingSeconds(link, gpus, message);
    }

    /// <summary>Seconds of an all-gather or a reduce-scatter over a ring: half an all-reduce.</summary>
    /// <param name="link">The link: latency α0 + α1 · (N − 1), rate B in one direction, efficiency η.</param>
    /// <param name="gpus">N: GPUs.</param>
    /// <param name="message">m: bytes of the whole tensor.</param>
    [Formula("α0 + α1 · (N − 1) + (N − 1) / N · m / (η · B)")]
    [Source("NVIDIA/nccl-tests", "doc/PERFORMANCE.md: bus bandwidth")]
    public static double RingAllGather(Interconnect link, int gpus, Bytes message)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gpus);
        return gpus == 1 ? 0 : Latency(link, gpus) + RingSeconds(link, gpus, message);
    }

    /// <summary>
    /// Seconds of an all-reduce as a term: the measured time where the GPU, its number and the library were measured, else the ring's.
    /// </summary>
    /// <param name="curve">The measured curve, or null.</param>
    /// <param name="link">The link that stands in.</param>
    /// <param name="gpus">The number of GPUs.</param>
    /// <param name="message">Bytes that each GPU contributes and receives.</param>
    public static Term AllReduce(AllReduceCurve? curve, Interconnect link, int gpus, Bytes message)
    {
        ArgumentNullException.ThrowIfNull(link);
        Input size = new("m", "bytes of the message", message);
        if (curve is not null && gpus > 1)
            return Term.Computed("All-reduce", TermKind.Other, Seconds(MeasuredAllReduce(curve, message)), MeasuredAllReduce, size)
                with
            { Note = $"measured: {curve}" };
        return Term.Computed(
            "All-reduce",
            TermKind.Other,
            Seconds(RingAllReduce(link, gpus, message)),
            RingAllReduce,
            size,
            new("N", "GPUs", gpus),
            new("B", $"{link.Name}, one direction", Amount.Of(link.BytesPerSecond, Unit.BytesPerSecond)),
            new("η", "part of it that rings reach", link.Behaviour.Efficiency),
            new("α0", "latency", Seconds(link.Behaviour.BaseSeconds)),
            new("α1", "latency of each further GPU", Seconds(link.Behaviour.StepSeconds)))
            with
        { Note = "not measured on this number of these GPUs" };
    }

    private static double Latency(Interconnect link, int gpus) => link.Behaviour.BaseSeconds + link.Behaviour.StepSeconds * (gpus - 1);

    private static double RingSeconds(Interconnect link, int gpus, Bytes message) =>
        (double)(gpus - 1) / gpus * message.Count / (link.Behaviour.Efficiency * link.BytesPerSecond);

    private static Amount Seconds(double seconds) => Amount.Of(seconds, Unit.Seconds);
}
