using Sizing.Hardware;
using Sizing.Performance;

namespace Sizing.Data;

/// <summary>What the catalog holds, read from one data source when it is first asked for.</summary>
public sealed class CatalogData
{
    private readonly Lazy<IReadOnlyList<GpuSpec>> gpus;
    private readonly Lazy<IReadOnlyList<SystemSpec>> systems;
    private readonly Lazy<IReadOnlyList<Price>> prices;
    private readonly Lazy<IReadOnlyList<MigProfile>> migProfiles;
    private readonly Lazy<IReadOnlyList<AllReduceCurve>> allReduceCurves;
    private readonly Lazy<IReadOnlyList<LinkBehaviour>> links;
    private readonly Lazy<IReadOnlyList<Assumption>> assumptions;
    private readonly Lazy<NameIndex> gpuNames;
    private readonly Lazy<NameIndex> systemNames;

    /// <summary>Creates the catalog of a data source; nothing is read yet.</summary>
    public CatalogData(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        gpus = new(() => Sound(GpuTable.Read(source.ReadText(GpuTable.File))));
        systems = new(() => Sound(SystemTable.Read(source.ReadText(SystemTable.File), Gpus)));
        prices = new(() => Sound(PriceTable.Read(
            source.ReadText(PriceTable.File),
            [.. Gpus.Select(gpu => gpu.Name), .. Systems.Select(system => system.Name)])));
        migProfiles = new(() => Sound(MigTable.Read(source.ReadText(MigTable.File), Gpus)));
        allReduceCurves = new(() => Sound(AllReduceTable.Read(source.ReadText(AllReduceTable.File), Gpus)));
        links = new(() => Sound(LinkTable.Read(source.ReadText(LinkTable.File))));
        assumptions = new(() => Sound(AssumptionTable.Read(source.ReadText(AssumptionTable.File))));
        gpuNames = new(() => new("GPU", [.. Gpus.Select(gpu => (gpu.Name, gpu.Aliases))]));
        systemNames = new(() => new("System", [.. Systems.Select(system => (system.Name, system.Aliases))]));
    }

    /// <summary>Where the data is read from.</summary>
    public DataSource Source { get; }

    /// <summary>Every GPU, in the order of the file.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<GpuSpec> Gpus => gpus.Value;

    /// <summary>Every system, in the order of the file.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<SystemSpec> Systems => systems.Value;

    /// <summary>Every price.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<Price> Prices => prices.Value;

    /// <summary>Every way to cut a GPU into instances.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<MigProfile> MigProfiles => migProfiles.Value;

    /// <summary>Every measured curve of an all-reduce.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<AllReduceCurve> AllReduceCurves => allReduceCurves.Value;

    /// <summary>How ring collectives do on each kind of link.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<LinkBehaviour> Links => links.Value;

    /// <summary>Defaults for what only the person who asks can know.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<Assumption> Assumptions => assumptions.Value;

    /// <summary>Returns the GPU of a name that people type, with or without the words of its brand, or an instance of one that is cut.</summary>
    /// <exception cref="SizingException">The name is unknown or ambiguous.</exception>
    public GpuSpec Gpu(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return MigNames.Split(name) is var (gpu, profile) ? Instance(Whole(gpu), profile) : Whole(name);
    }

    private GpuSpec Instance(GpuSpec gpu, string name)
    {
        var profiles = MigProfiles.Where(profile => profile.Gpu.Name == gpu.Name).ToList();
        return profiles.Find(profile => profile.Name == name)?.ToGpu() ?? throw new SizingException(profiles.Count == 0
            ? $"{gpu.Name} cannot be cut into instances; leave out '{name}'."
            : $"{gpu.Name} has no instance '{name}'; it has {string.Join(", ", profiles.Select(profile => profile.Name))}.");
    }

    private GpuSpec Whole(string name)
    {
        var found = gpuNames.Value.Find(BrandWords.Strip(name));
        return Gpus.First(gpu => gpu.Name == found);
    }

    /// <summary>Returns the system of a name that people type.</summary>
    /// <exception cref="SizingException">The name is unknown or ambiguous.</exception>
    public SystemSpec System(string name)
    {
        var found = systemNames.Value.Find(name);
        return Systems.First(system => system.Name == found);
    }

    private static IReadOnlyList<T> Sound<T>((IReadOnlyList<T> Items, CsvTable Table) read) =>
        read.Table.Problems.Count == 0 ? read.Items : throw new SizingException($"{read.Table.Problems[0]}");
}
