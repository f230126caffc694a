namespace Sizing.Training;

/// <summary>Figures of a training step that no model or GPU decides; the rows of <c>data/training/step.csv</c>.</summary>
public sealed record StepConstants
{
    /// <summary>Times that a kept tensor and its gradient cross the memory bus in a step.</summary>
    public required double ElementPasses { get; init; }

    /// <summary>Further times when the tensor is recomputed.</summary>
    public required double RecomputedPasses { get; init; }

    /// <summary>Share of the memory's rate that element-wise kernels reach.</summary>
    public required double BandwidthShare { get; init; }

    /// <summary>Share of computation behind which communication of data parallelism hides.</summary>
    public required double OverlapShare { get; init; }

    /// <summary>Share of tensor-parallel collectives that nothing hides.</summary>
    public required double TensorParallelExposed { get; init; }

    /// <summary>Share of a node's network that collectives reach.</summary>
    public required double NetworkShare { get; init; }

    /// <summary>Share of the rate of dense products that products of routed experts reach.</summary>
    public required double GroupedShare { get; init; }

    /// <summary>Network of a node of an unknown system, bytes per second in one direction.</summary>
    public required double UnknownNetwork { get; init; }

    /// <summary>Parameters per second that the CPUs of a node update.</summary>
    public required double HostOptimizer { get; init; }

    /// <summary>Rate of a node's NVMe drives, bytes per second.</summary>
    public required double NvmeRate { get; init; }

    /// <summary>Workspace of a handle of the matrix library before Hopper.</summary>
    public required Bytes SmallWorkspace { get; init; }

    /// <summary>The same from Hopper on, and on AMD's cards.</summary>
    public required Bytes LargeWorkspace { get; init; }

    /// <summary>GPUs of such a node.</summary>
    public required int UnknownNode { get; init; }
}
