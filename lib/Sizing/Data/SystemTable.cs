namespace Sizing.Data;

/// <summary>Reads <c>systems.csv</c>.</summary>
internal static class SystemTable
{
    internal const string File = "systems.csv";

    private static readonly string[] Columns =
    [
        "name", "aliases", "vendor", "year", "gpu", "gpus", "interconnect", "link_gb_per_s", "topology", "network", "network_gb_per_s",
        "max_power_kw", "host_memory_gib", "rack_units", "cooling", "status", "source", "as_of", "note",
    ];

    internal static (IReadOnlyList<SystemSpec> Systems, CsvTable Table) Read(string text, IReadOnlyList<GpuSpec> gpus)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(row => Read(row, gpus)).OfType<SystemSpec>()], table);
    }

    private static SystemSpec? Read(CsvRow row, IReadOnlyList<GpuSpec> gpus) => row.Gpu("gpu", gpus) is { } gpu
        ? new()
        {
            Name = row.RequiredText("name"),
            Aliases = row.List("aliases"),
            Vendor = row.RequiredText("vendor"),
            Year = row.Whole("year"),
            Gpu = gpu,
            Gpus = row.RequiredWhole("gpus"),
            Interconnect = row.Text("interconnect"),
            LinkBytesPerSecond = row.Number("link_gb_per_s") * 1e9,
            Topology = row.Word("topology", "switch", "mesh", "cube-mesh", "pairs", "quads", "none"),
            Network = row.Text("network"),
            NetworkBytesPerSecond = row.Number("network_gb_per_s") * 1e9,
            MaxPowerWatts = row.Number("max_power_kw") * 1000,
            HostMemory = row.Memory("host_memory_gib", Bytes.FromGiB(1)),
            RackUnits = row.Whole("rack_units"),
            Cooling = row.Text("cooling"),
            Status = DataStatusWords.Read(row, "status"),
            Source = row.RequiredText("source"),
            AsOf = row.Date("as_of"),
            Note = row.Text("note"),
        }
        : null;
}
