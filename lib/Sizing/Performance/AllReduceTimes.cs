using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Inference;

namespace Sizing.Performance;

/// <summary>
/// Times of all-reduces over some ranks of one GPU: the fastest of what was measured (the engine's own kernel, NCCL; on
/// a GPU of the same generation and link where not on this one), else those of a ring. A message takes no longer than a larger one, to which it
/// could be padded: what a measurement has more than the next size is levelled.
/// </summary>
public sealed class AllReduceTimes
{
    private readonly AllReduceCurve[] curves;
    private readonly Interconnect link;
    private readonly int ranks;
    private readonly int servers;
    private readonly Interconnect? network;

    private AllReduceTimes(AllReduceCurve[] curves, Interconnect link, int ranks, int servers, Interconnect? network)
    {
        this.curves = curves;
        this.link = link;
        this.ranks = ranks;
        this.servers = servers;
        this.network = network;
    }

    /// <summary>The times that a serving has, or null with one rank.</summary>
    /// <param name="setup">The settings: GPU, servers, engine and version.</param>
    /// <param name="ranks">GPUs that take part.</param>
    public static AllReduceTimes? Of(ServingSetup setup, int ranks)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return Of(setup.Gpu, setup.Engine.Kind, ranks, setup.Asked.System, IsFused(setup));
    }

    /// <summary>The times that an engine has on a GPU, or null with one rank.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="engine">The engine, which brings kernels of its own.</param>
    /// <param name="ranks">GPUs that take part.</param>
    /// <param name="system">The servers that hold them, or null for usual ones.</param>
    /// <param name="fused">Whether the engine takes FlashInfer's kernel, which is TensorRT-LLM's; the norm in it and the size from which engines do without it are left out.</param>
    public static AllReduceTimes? Of(GpuSpec gpu, EngineKind engine, int ranks, SystemSpec? system = null, bool fused = false)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (ranks == 1)
            return null;
        var network = Catalog.Network(gpu, system);
        var servers = (ranks + network.GpusOfServer - 1) / network.GpusOfServer;
        var inside = servers == 1 ? ranks : network.GpusOfServer;
        string[] libraries = [fused || engine == EngineKind.TensorRtLlm ? "TensorRT-LLM" : "vLLM", "NCCL"];
        AllReduceCurve[] curves = inside == 1 ? [] : [.. libraries.Select(library => Catalog.NearestAllReduce(gpu, inside, library)).OfType<AllReduceCurve>().Select(Levelled)];
        return new(curves, inside == 1 ? network.Link : Catalog.Interconnect(gpu), inside, servers, servers == 1 ? null : network.Link);
    }

    /// <summary>
    /// Seconds of an all-reduce. Over several servers: within each, and then each GPU's share of the sum with its like in the others.
    /// </summary>
    /// <param name="message">Bytes that each GPU contributes.</param>
    public double Seconds(double message) =>
        Inside(message) + (network is null ? 0 : Collectives.RingAllReduce(network, servers, new Bytes((long)(message / ranks))));

    /// <summary>FlashInfer has the kernel for compute capability 9 and 10.</summary>
    private static bool IsFused(ServingSetup setup) =>
        (setup.Asked.Load.FusedAllReduce ?? setup.Constants.Has("fused_all_reduce")) && setup.Gpu.CudaCapability is { Major: 9 or 10 };

    private static AllReduceCurve Levelled(AllReduceCurve curve)
    {
        var points = curve.Points.ToArray();
        for (var point = points.Length - 2; point >= 0; point--)
            points[point] = points[point] with { Seconds = Math.Min(points[point].Seconds, points[point + 1].Seconds) };
        return curve with { Points = points };
    }

    private double Inside(double message)
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
        var inside = Collectives.AllReduce(curves.MinBy(curve => Collectives.MeasuredAllReduce(curve, bytes)), link, ranks, bytes);
        return network is null ? inside
            : Explain.Term.Sum("All-reduce over servers", TermKind.Other, inside, Collectives.AllReduce(null, network, servers, new Bytes((long)(message / ranks))));
    }
}
