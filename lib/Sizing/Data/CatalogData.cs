namespace Sizing.Data;

/// <summary>What the catalog holds, read from one data source when it is first asked for.</summary>
public sealed partial class CatalogData
{
    private readonly Lazy<IReadOnlyList<GpuSpec>> gpus;
    private readonly Lazy<IReadOnlyList<SystemSpec>> systems;

    /// <summary>Creates the catalog of a data source; nothing is read yet.</summary>
    public CatalogData(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        gpus = new(() => Sound(GpuTable.Read(source.ReadText(GpuTable.File))));
        systems = new(() => Sound(SystemTable.Read(source.ReadText(SystemTable.File), Gpus)));
    }

    /// <summary>Where the data is read from.</summary>
    public DataSource Source { get; }

    /// <summary>Every GPU, in the order of the file.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<GpuSpec> Gpus => gpus.Value;

    /// <summary>Every system, in the order of the file.</summary>
    /// <exception cref="SizingException">The file has a problem; the message names the first.</exception>
    public IReadOnlyList<SystemSpec> Systems => systems.Value;

    private static IReadOnlyList<T> Sound<T>((IReadOnlyList<T> Items, CsvTable Table) read) =>
        read.Table.Problems.Count == 0 ? read.Items : throw new SizingException($"{read.Table.Problems[0]} (sizing check-data lists all problems).");
}
