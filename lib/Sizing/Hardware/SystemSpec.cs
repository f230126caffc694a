using Sizing.Hardware;

namespace Sizing;

/// <summary>A server, workstation, cloud instance or rack: its GPUs, how they are joined, network and power. Null means unknown.</summary>
public sealed record SystemSpec
{
    /// <summary>The name in the catalog, such as <c>DGX H100</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that people type.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Who makes or rents it.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>The year of release.</summary>
    public int? Year { get; init; }

    /// <summary>The GPU it is built with.</summary>
    public required GpuSpec Gpu { get; init; }

    /// <summary>How many of them.</summary>
    public required int Gpus { get; init; }

    /// <summary>How the GPUs are joined, in words.</summary>
    public string Interconnect { get; init; } = "";

    /// <summary>Bandwidth of one GPU to the others, bytes per second, both directions together.</summary>
    public double? LinkBytesPerSecond { get; init; }

    /// <summary>Who reaches whom at that rate: <c>switch</c>, <c>mesh</c>, <c>cube-mesh</c>, <c>pairs</c>, <c>quads</c> or <c>none</c>.</summary>
    public string Topology { get; init; } = "";

    /// <summary>The network to other systems, in words.</summary>
    public string Network { get; init; } = "";

    /// <summary>Network bandwidth of the whole system, bytes per second, one direction.</summary>
    public double? NetworkBytesPerSecond { get; init; }

    /// <summary>Highest power of the whole system in watts.</summary>
    public double? MaxPowerWatts { get; init; }

    /// <summary>Memory of the CPUs.</summary>
    public Bytes? HostMemory { get; init; }

    /// <summary>Height in rack units, or null for what is not sold by them.</summary>
    public int? RackUnits { get; init; }

    /// <summary>How it is cooled, or <c>cloud</c>.</summary>
    public string Cooling { get; init; } = "";

    /// <summary>How well the row is attested.</summary>
    public DataStatus Status { get; init; }

    /// <summary>Where the figures come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>When they were collected: a year, a month or a day in ISO form.</summary>
    public string AsOf { get; init; } = "";

    /// <summary>A remark on the figures.</summary>
    public string Note { get; init; } = "";

    /// <summary>The memory of all GPUs that processes can use.</summary>
    public Bytes UsableMemory => Gpu.UsableMemory * Gpus;

    /// <summary>Network bandwidth for each GPU, bytes per second, one direction.</summary>
    public double? NetworkBytesPerSecondPerGpu => NetworkBytesPerSecond / Gpus;

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
