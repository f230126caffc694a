using Sizing.Explain;
using Sizing.Hardware;

namespace Sizing.Performance;

/// <summary>
/// Times of all-reduces over some ranks of one GPU: the fastest of what was measured (the engine's own kernel, NCCL; on
/// a GPU of the same generation and link where not on this one), else those of a ring.
/// </summary>
public sealed class AllReduceTimes
{
    private readonly AllReduceCurve[] curves;
    private readonly Interconnect link;
    private readonly int ranks;

    private AllReduceTimes(AllReduceCurve[] curves, Interconnect link, int ranks)
    {
        this.curves = curves;
        this.link = link;
        this.ranks = ranks;
    }

    /// <summary>The times that an engine has on a GPU, or null with one rank.</summary>
    public static AllReduceTimes? Of(GpuSpec gpu, EngineKind engine, int ranks)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (ranks == 1)
            return null;
        string[] libraries = [engine == EngineKind.TensorRtLlm ? "TensorRT-LLM" : "vLLM", "NCCL"];
        return new([.. libraries.Select(library => Catalog.NearestAllReduce(gpu, ranks, library)).OfType<AllReduceCurve>()], Catalog.Interconnect(gpu), ranks);
    }

    /// <summary>Seconds of an all-reduce.</summary>
    /// <param name="message">Bytes that each GPU contributes.</param>
    public double Seconds(double message)
    {
        var bytes = new Bytes((long)message);
        if (curves.Length == 0)
            return Collectives.RingAllReduce(link, ranks, bytes);
        var fastest = double.MaxValue;
        foreach (var curve in curves)
            fastest = Math.Min(fastest, Collectives.MeasuredAllReduce(curve, bytes));
        return fastest;
    }

    /// <summary>The same as a term.</summary>
    public Term Term(double message)
    {
        var bytes = new Bytes((long)message);
        return Collectives.AllReduce(curves.MinBy(curve => Collectives.MeasuredAllReduce(curve, bytes)), link, ranks, bytes);
    }
}
