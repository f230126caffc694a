using Sizing.Performance;
using Sizing.Training;

namespace Sizing.Planning.Runs;

/// <summary>How fast a GPU trains at best, in plain numbers.</summary>
/// <param name="Peak">Dense peak in 16 bits, operations per second.</param>
/// <param name="Fp8Peak">The same in FP8; zero without.</param>
/// <param name="Share">Share of <paramref name="Peak"/> that matrix products reach.</param>
/// <param name="Fp8Share">Share of <paramref name="Fp8Peak"/>.</param>
/// <param name="Attention">Share that the attention core reaches.</param>
/// <param name="TunedAttention">The same in frameworks that tune it.</param>
/// <param name="Bandwidth">Rate of the memory, bytes per second.</param>
/// <param name="Link">Rate of a ring between neighbours, bytes per second; infinite where nothing joins them.</param>
/// <param name="Network">Rate of a server's network, bytes per second.</param>
/// <param name="Node">GPUs of a server.</param>
/// <param name="Step">Figures of a step.</param>
internal readonly record struct RunRates(
    double Peak, double Fp8Peak, double Share, double Fp8Share, double Attention, double TunedAttention, double Bandwidth, double Link, double Network, int Node, StepConstants Step)
{
    /// <summary>The rate between ranks: the link's within a server, else their server's share of the network.</summary>
    internal double Between(int ranks, int stride) => TrainingLinks.Between(ranks, stride, Node, Link, Network);

    /// <summary>The rate between ranks that divide experts, each token sent to some of them.</summary>
    internal double Expert(int ranks, int routes) => TrainingLinks.Expert(ranks / (double)Node, routes, Node, Link, Network);

    /// <summary>The rates of a GPU.</summary>
    internal static RunRates Of(ModelSpec model, GpuSpec gpu)
    {
        var half = TrainingCompute.RatesOf(new(model, gpu));
        var eight = gpu.Peak.Fp8.IsKnown ? TrainingCompute.RatesOf(new(model, gpu) { Precision = TrainingPrecision.Fp8 }) : half;
        var link = GpuSupply.IsJoined(gpu) && Catalog.Interconnect(gpu) is var joined ? joined.BytesPerSecond * joined.Behaviour.Efficiency : double.PositiveInfinity;
        var (network, node) = TrainingLinks.NetworkOf(new(model, gpu), Data.TrainingData.Default.Step);
        var attention = Math.Max(half.Attention, eight.Attention);
        return new(
            gpu.Peak[NumberFormat.Bf16].FlopsPerSecond, gpu.Peak.Fp8.IsKnown ? gpu.Peak.Fp8.FlopsPerSecond : 0, half.Matrix.Typical, eight.Matrix.Typical,
            attention, Math.Max(Math.Max(half.TunedAttention, eight.TunedAttention), attention), gpu.BandwidthBytesPerSecond, link, network, node, Data.TrainingData.Default.Step);
    }
}
