using Sizing.Explain;

namespace Sizing.Hardware;

/// <summary>What joins the GPUs of one system: its rate, and how much of it collective operations reach.</summary>
/// <param name="Name">The link, such as <c>NVLink4</c> or <c>PCIe 5.0 x16</c>.</param>
/// <param name="BytesPerSecond">The rate of one GPU in one direction.</param>
/// <param name="Behaviour">Latency and efficiency of ring collectives on such links.</param>
public sealed record Interconnect(string Name, double BytesPerSecond, LinkBehaviour Behaviour)
{
    /// <summary>The link of a GPU to its neighbours: NVLink and the like where it has one, else PCI Express; of one that is alone in its server, that to its network card.</summary>
    /// <exception cref="SizingException">The GPU has neither.</exception>
    public static Interconnect Of(GpuSpec gpu, IReadOnlyList<LinkBehaviour> behaviours)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        if (gpu is { LinkBytesPerSecond: { } both, IsAlone: false })
            return new(gpu.Link, both / 2, behaviours.Single(behaviour => behaviour.Link == "nvlink"));
        if (gpu is { PcieGeneration: { } generation, PcieLanes: { } lanes })
        {
            var rate = PcieBytesPerSecond(generation, lanes);
            return new($"PCIe {generation}.0 x{lanes}", rate, behaviours.Single(behaviour => behaviour.Link == "pcie"));
        }

        throw new SizingException($"{gpu.Name} has neither a link between GPUs nor PCI Express; use one of it.");
    }

    /// <summary>The rate of PCI Express in one direction, after line coding; packet headers are left out.</summary>
    /// <param name="generation">g, from 3 on.</param>
    /// <param name="lanes">l: lanes.</param>
    [Formula("8 GT/s · 2^(g − 3) · l · c / 8;  c = 128/130 for g ≤ 5, 242/256 from g = 6 on")]
    [Source("PCI-SIG, PCI Express Base Specification", "revisions 3.0 to 6.0: 8, 16, 32 and 64 GT/s; 128b/130b coding, 242 of 256 bytes of a flit")]
    public static double PcieBytesPerSecond(int generation, int lanes)
    {
        var coding = generation <= 5 ? 128.0 / 130 : 242.0 / 256;
        return 8e9 * Math.Pow(2, generation - 3) * lanes * coding / 8;
    }
}
