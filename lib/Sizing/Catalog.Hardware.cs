using Sizing.Data;

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
    /// <c>H100</c>, <c>H200</c> and <c>B200</c> alone mean the SXM part, as data/gpus.csv says.
    /// </summary>
    /// <exception cref="SizingException">The name is unknown (the closest is suggested) or ambiguous (the candidates are listed).</exception>
    public static GpuSpec Gpu(string name) => Data.Value.Gpu(name);

    /// <summary>Returns the system of a name that people type: <c>DGX H100</c>.</summary>
    /// <exception cref="SizingException">The name is unknown (the closest is suggested) or ambiguous (the candidates are listed).</exception>
    public static SystemSpec System(string name) => Data.Value.System(name);
}
