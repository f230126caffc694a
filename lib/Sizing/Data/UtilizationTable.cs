using Sizing.Training;

namespace Sizing.Data;

/// <summary>Reads <c>training/utilization.csv</c>.</summary>
internal static class UtilizationTable
{
    internal const string File = "training/utilization.csv";

    private static readonly string[] Columns =
        ["architecture", "compute", "method", "low_percent", "typical_percent", "high_percent", "source", "as_of"];

    internal static (IReadOnlyList<UtilizationRow> Rows, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static UtilizationRow Read(CsvRow row) => new(
        row.RequiredText("architecture"),
        row.Word("compute", "bf16", "fp16", "fp8", "fp32") switch
        {
            "fp8" => NumberFormat.Fp8,
            "fp16" => NumberFormat.Fp16,
            "fp32" => NumberFormat.Fp32,
            _ => NumberFormat.Bf16,
        },
        row.Word("method", "full", "adapter") == "adapter",
        row.RequiredNumber("low_percent") / 100,
        row.RequiredNumber("typical_percent") / 100,
        row.RequiredNumber("high_percent") / 100,
        $"{row.RequiredText("source")} ({row.Date("as_of")})");
}
