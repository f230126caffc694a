using Sizing.Data;
using Sizing.Hardware;
using Sizing.Performance;

namespace Sizing;

/// <summary>
/// What the library knows by name: models, GPUs, systems. The facts are those of <c>data/</c> inside the library;
/// the environment variable <c>SIZING_DATA</c> names a folder whose files take their place.
/// </summary>
public static partial class Catalog
{
    private static readonly Lazy<CatalogData> Data = new(() => new(DataSource.FromEnvironment()));

    /// <summary>Every GPU of the catalog.</summary>
    public static IReadOnlyList<GpuSpec> Gpus => Data.Value.Gpus;

    /// <summary>Every system of the catalog.</summary>
    public static IReadOnlyList<SystemSpec> Systems => Data.Value.Systems;

    /// <summary>
    /// Returns the GPU of a name that people type: <c>H100 SXM 80GB</c>, <c>h100-sxm</c>, <c>rtx4090</c>.
    /// <c>H100</c>, <c>H200</c> and <c>B200</c> alone mean the SXM part, as data/gpus.csv says; <c>A100 80GB 3g.40gb</c> is an instance of a GPU that is cut.
    /// </summary>
    /// <exception cref="SizingException">The name is unknown (the closest is suggested if one is near) or ambiguous (the candidates are listed).</exception>
    public static GpuSpec Gpu(string name) => Data.Value.Gpu(name);

    /// <summary>Returns the system of a name that people type: <c>DGX H100</c>.</summary>
    /// <exception cref="SizingException">The name is unknown (the closest is suggested if one is near) or ambiguous (the candidates are listed).</exception>
    public static SystemSpec System(string name) => Data.Value.System(name);

    /// <summary>Every price of the catalog.</summary>
    public static IReadOnlyList<Price> Prices => Data.Value.Prices;

    /// <summary>What an hour of the GPU costs on demand, in US dollars; null where no price is known. Prices age: mind <see cref="Price.AsOf"/>.</summary>
    public static PriceRange? RentalPerGpuHour(GpuSpec gpu) =>
        PriceRange.Of(Prices.Where(price => price.Item == gpu.Name && price is { Per: "gpu-hour", Terms: "on demand" }));

    /// <summary>What an hour of the whole system costs on demand, in US dollars, by its newest prices; null where no price is known.</summary>
    public static PriceRange? RentalPerHour(SystemSpec system)
    {
        var prices = Prices.Where(price => price.Item == system.Name && price is { Per: "system-hour", Terms: "on demand" }).ToList();
        return PriceRange.Of(prices.Where(price => price.AsOf == prices.Max(other => other.AsOf)));
    }

    /// <summary>What the GPU costs to buy, in US dollars, on whatever terms; null where no price is known.</summary>
    public static PriceRange? PurchasePrice(GpuSpec gpu) =>
        PriceRange.Of(Prices.Where(price => price.Item == gpu.Name && price.Kind == PriceKind.Purchase));

    /// <summary>What the system costs to buy, in US dollars, on whatever terms; null where no price is known.</summary>
    public static PriceRange? PurchasePrice(SystemSpec system) =>
        PriceRange.Of(Prices.Where(price => price.Item == system.Name && price.Kind == PriceKind.Purchase));

    /// <summary>The default of what only the person who asks can know: a row of <c>data/assumptions.csv</c>.</summary>
    internal static Assumption Assumption(string name) => Data.Value.Assumptions.First(row => row.Name == name);

    /// <summary>The ways to cut the GPU into instances; none for most.</summary>
    public static IReadOnlyList<MigProfile> MigProfiles(GpuSpec gpu) => [.. Data.Value.MigProfiles.Where(profile => profile.Gpu.Name == gpu.Name)];

    /// <summary>The measured times of an all-reduce over some number of these GPUs by a library, or null where they were not measured.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="gpus">How many of them.</param>
    /// <param name="library"><c>NCCL</c>, <c>vLLM</c>, <c>TensorRT-LLM</c> or <c>oneCCL</c>.</param>
    public static AllReduceCurve? AllReduce(GpuSpec gpu, int gpus, string library = "NCCL") =>
        Data.Value.AllReduceCurves.FirstOrDefault(curve => curve.Gpu.Name == gpu.Name && curve.Gpus == gpus && curve.Library == library);

    /// <summary>
    /// The same, and where this GPU was not measured, those of the GPU of the same generation (Hopper, Blackwell) whose bandwidth is nearest and
    /// whose link is the same.
    /// </summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="gpus">How many of them.</param>
    /// <param name="library"><c>NCCL</c>, <c>vLLM</c>, <c>TensorRT-LLM</c> or <c>oneCCL</c>.</param>
    public static AllReduceCurve? NearestAllReduce(GpuSpec gpu, int gpus, string library = "NCCL")
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return AllReduce(gpu, gpus, library) ?? Data.Value.AllReduceCurves
            .Where(curve => curve.Gpus == gpus && curve.Library == library && IsKin(curve.Gpu, gpu))
            .MinBy(curve => Math.Abs(curve.Gpu.BandwidthBytesPerSecond - gpu.BandwidthBytesPerSecond));
    }

    private static bool IsKin(GpuSpec one, GpuSpec other) =>
        other.Link.Length > 0 && one.Architecture.Split(' ')[0] == other.Architecture.Split(' ')[0] && one.Link == other.Link;

    /// <summary>What joins the GPU to its neighbours in one system.</summary>
    /// <exception cref="SizingException">The GPU has no link and no PCI Express.</exception>
    public static Interconnect Interconnect(GpuSpec gpu) => Hardware.Interconnect.Of(gpu, Data.Value.Links);

    /// <summary>What joins servers with such GPUs: those given, else the largest known; 100 Gbit/s where none is known.</summary>
    /// <param name="gpu">The GPU.</param>
    /// <param name="servers">The servers, or null.</param>
    public static ServerNetwork Network(GpuSpec gpu, SystemSpec? servers = null)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return ServerNetwork.Of(gpu, servers, Systems, Data.Value.Links.Single(link => link.Link == "network"), Assumption(Performance.Assumption.ServerNetwork).Value.Value);
    }
}
