using Sizing.Performance;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about all-reduces, which name a GPU, its number and the size of the message.</summary>
internal sealed class AllReduceReplay : IReplay
{
    public bool Knows(Measurement row) => row.Quantity == "all_reduce_ms";

    public double Predict(Measurement row)
    {
        var gpu = Catalog.Gpu(row.Gpu);
        var gpus = row.Whole("gpus") ?? throw new SizingException("the source does not say how many GPUs took part");
        var message = row.Noted("message_bytes") ?? throw new SizingException("the source does not state the size of the message");
        // Without a CUDA graph, the host's launch takes longer than a small message.
        var seconds = Catalog.AllReduce(gpu, gpus) is { } curve
            ? Collectives.MeasuredAllReduce(curve, new((long)message))
            : Collectives.RingAllReduce(Catalog.Interconnect(gpu), gpus, new((long)message));
        return 1e3 * Math.Max(seconds, (BenchmarkFacts.NumberOf(row, "eager_us") ?? 0) / 1e6);
    }
}
