namespace Sizing.Data;

/// <summary>Reads <c>mig.csv</c>.</summary>
internal static class MigTable
{
    internal const string File = "mig.csv";

    private static readonly string[] Columns =
    [
        "gpu", "profile", "instances", "memory_gib", "compute_slices", "compute_slices_of_gpu", "memory_slices", "memory_slices_of_gpu",
        "status", "source", "as_of",
    ];

    internal static (IReadOnlyList<MigProfile> Profiles, CsvTable Table) Read(string text, IReadOnlyList<GpuSpec> gpus)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(row => Read(row, gpus)).OfType<MigProfile>()], table);
    }

    private static MigProfile? Read(CsvRow row, IReadOnlyList<GpuSpec> gpus) => row.Gpu("gpu", gpus) is { } gpu
        ? new(
            gpu,
            row.RequiredText("profile"),
            row.RequiredWhole("instances"),
            row.Memory("memory_gib", Bytes.FromGiB(1)),
            Share(row, "compute_slices", "compute_slices_of_gpu"),
            Share(row, "memory_slices", "memory_slices_of_gpu"),
            DataStatusWords.Read(row, "status"),
            row.RequiredText("source"),
            row.Date("as_of"))
        : null;

    private static double Share(CsvRow row, string part, string whole)
    {
        var share = (double)row.RequiredWhole(part) / row.RequiredWhole(whole);
        if (share > 1)
            row.Report(part, "an instance has more slices than the GPU", $"check '{whole}'");
        return share;
    }
}
