namespace Sizing.Hardware;

/// <summary>What joins the servers of a deployment.</summary>
/// <param name="GpusOfServer">GPUs that reach each other without it.</param>
/// <param name="Link">The network's share of one GPU, in one direction.</param>
public sealed record ServerNetwork(int GpusOfServer, Interconnect Link)
{
    private const int Usual = 8;

    /// <summary>The network of servers with such GPUs: of those given, else of the largest known; where none is known, a network that is assumed. A superchip is a server of its own.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="given">The servers that were named, or null.</param>
    /// <param name="systems">The known servers.</param>
    /// <param name="behaviour">What collectives reach of a network.</param>
    /// <param name="assumed">Bytes per second of a server whose network is unknown.</param>
    internal static ServerNetwork Of(GpuSpec gpu, SystemSpec? given, IReadOnlyList<SystemSpec> systems, LinkBehaviour behaviour, double assumed)
    {
        var servers = given ?? systems.Where(system => system.Gpu.Name == gpu.Name && system.NetworkBytesPerSecond is not null).MaxBy(system => system.Gpus);
        var gpus = given?.Gpus ?? (gpu.IsAlone ? 1 : Math.Max(Usual, servers?.Gpus ?? 0));
        return servers?.NetworkBytesPerSecondPerGpu is { } rate
            ? new(gpus, new($"network of a {servers.Name}", rate, behaviour))
            : new(gpus, new("assumed network", assumed / gpus, behaviour));
    }
}
