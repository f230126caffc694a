using Sizing.Explain;
using Sizing.Hardware;
using Sizing.Training;

namespace Sizing.Performance;

/// <summary>The rates at which the ranks of a run reach each other.</summary>
internal sealed class TrainingLinks
{
    private readonly Lazy<double> inside;
    private readonly double network;
    private readonly int node;
    private readonly TrainingPlan plan;

    internal TrainingLinks(TrainingRun run, StepConstants constants)
    {
        plan = run.Plan;
        inside = new(() => run.Gpu is { LinkBytesPerSecond: null, PcieGeneration: null } ? network : Ring(Catalog.Interconnect(run.Gpu)));
        (network, node) = NetworkOf(run, constants);
    }

    /// <summary>The rate of a server's network, and its GPUs: those of the run's system, else of the first in the catalog with the GPU.</summary>
    internal static (double BytesPerSecond, int Node) NetworkOf(TrainingRun run, StepConstants constants)
    {
        var system = run.System ?? Catalog.Systems.FirstOrDefault(system => system.Gpu.Name == run.Gpu.Name);
        return ((system?.NetworkBytesPerSecond ?? constants.UnknownNetwork) * constants.NetworkShare, run.Gpu.IsAlone ? 1 : system?.Gpus ?? constants.UnknownNode);
    }

    /// <summary>The rate between tensor-parallel ranks, which are neighbours.</summary>
    internal double Tensor => Between(plan.Tensor, 1);

    /// <summary>The rate between expert-parallel ranks: the network's where copies of a token cross it, else the node's.</summary>
    /// <param name="routes">k: experts of a token.</param>
    internal double Expert(int routes)
    {
        var nodes = plan.Expert * plan.ExpertTensorRanks / (double)node;
        return Expert(nodes, routes, node, inside.Value, network);
    }

    /// <summary>The same for experts that are spread over some nodes.</summary>
    internal static double Expert(double nodes, int routes, int node, double inside, double network) =>
        nodes <= 1 ? inside : Math.Min(inside, network / node / CrossingShare(nodes, routes));

    /// <summary>The share of a token's copies that cross the network when each node receives a token once and hands it on inside.</summary>
    /// <param name="nodes">M: nodes that the experts are spread over.</param>
    /// <param name="routes">k: experts of a token.</param>
    [Formula("(M − 1) / k · (1 − (1 − 1 / M)^k)")]
    [Source("deepseek-ai/DeepEP", "README: tokens cross RDMA once for each node and go on over NVLink; uniform routing")]
    internal static double CrossingShare(double nodes, int routes) => (nodes - 1) / routes * (1 - Math.Pow(1 - 1 / nodes, routes));

    /// <summary>The rate between data-parallel ranks: each node's members share its network, and a shard enters a node once.</summary>
    internal double Data => Between(plan.StateRanks, plan.Tensor);

    /// <summary>The rate between context-parallel ranks, which lie next to the tensor-parallel ones.</summary>
    internal double Context => Between(plan.Context, plan.Tensor);

    /// <summary>The rate between neighbouring pipeline stages, the outermost ranks.</summary>
    internal double Pipeline => Between(plan.Pipeline, plan.Gpus / plan.Pipeline);

    /// <summary>GPUs of the run on one node.</summary>
    internal int OnNode => Math.Min(node, plan.Gpus);

    private static double Ring(Interconnect link) => link.BytesPerSecond * link.Behaviour.Efficiency;

    /// <summary>The rate between ranks that lie some GPUs apart: the link's within a node, else their part of its network.</summary>
    internal static double Between(int ranks, int stride, int node, double inside, double network) => ranks * stride <= node
        ? inside
        : Math.Min(inside, network * Math.Max(1, node / stride) / node);

    private double Between(int ranks, int stride) => Between(ranks, stride, node, inside.Value, network);
}
