namespace Sizing.Data;

/// <summary>Reads <c>gpus.csv</c>.</summary>
internal static class GpuTable
{
    internal const string File = "gpus.csv";

    private static readonly Bytes Mebibyte = Bytes.FromMiB(1);
    private static readonly Bytes Gibibyte = Bytes.FromGiB(1);

    private static readonly string[] Columns =
    [
        "name", "aliases", "vendor", "architecture", "compute_capability", "year", "form_factor",
        "nominal_memory_gib", "nvml_memory_mib", "cuda_visible_memory_gib", "reserve_mib", "unified_memory",
        "memory_type", "memory_status", "memory_source", "bandwidth_gb_per_s",
        "fp32_tflops", "tf32_tflops", "fp16_tflops", "bf16_tflops", "fp8_tflops", "int8_tops", "fp4_tflops",
        "link", "link_gb_per_s", "pcie_generation", "pcie_lanes", "tdp_w", "ecc", "status", "source", "as_of", "note",
    ];

    internal static (IReadOnlyList<GpuSpec> Gpus, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static GpuSpec Read(CsvRow row) => new()
    {
        Name = row.RequiredText("name"),
        Aliases = row.List("aliases"),
        Vendor = row.RequiredText("vendor"),
        Architecture = row.RequiredText("architecture"),
        ComputeCapability = row.Text("compute_capability"),
        Year = row.Whole("year"),
        FormFactor = row.Text("form_factor"),
        NominalMemory = row.Memory("nominal_memory_gib", Gibibyte) ?? Missing(row, "nominal_memory_gib"),
        NvmlMemory = row.Memory("nvml_memory_mib", Mebibyte),
        CudaVisibleMemory = row.Memory("cuda_visible_memory_gib", Gibibyte),
        Reserve = row.Memory("reserve_mib", Mebibyte) ?? Bytes.Zero,
        IsUnifiedMemory = row.Word("unified_memory", "yes", "no") == "yes",
        MemoryType = row.Text("memory_type"),
        BandwidthBytesPerSecond = row.RequiredNumber("bandwidth_gb_per_s") * 1e9,
        Peak = Rates(row),
        Link = row.Text("link") is var link && link == CsvRow.Unsupported ? "" : link,
        LinkBytesPerSecond = row.Number("link_gb_per_s") * 1e9,
        PcieGeneration = row.Whole("pcie_generation"),
        PcieLanes = row.Whole("pcie_lanes"),
        TdpWatts = row.Number("tdp_w"),
        Ecc = row.Word("ecc", "native", "inline", "optional", "none", ""),
        Status = DataStatusWords.Read(row, "status"),
        Source = row.RequiredText("source"),
        AsOf = row.Date("as_of"),
        Note = row.Text("note"),
    };

    private static PeakRates Rates(CsvRow row) => new()
    {
        Fp32 = row.Rate("fp32_tflops"),
        Tf32 = row.Rate("tf32_tflops"),
        Fp16 = row.Rate("fp16_tflops"),
        Bf16 = row.Rate("bf16_tflops"),
        Fp8 = row.Rate("fp8_tflops"),
        Int8 = row.Rate("int8_tops"),
        Fp4 = row.Rate("fp4_tflops"),
    };

    private static Bytes Missing(CsvRow row, string column)
    {
        if (row.Text(column).Length == 0)
            row.Report(column, "the field is empty", "fill it in");
        return Bytes.Zero;
    }
}
