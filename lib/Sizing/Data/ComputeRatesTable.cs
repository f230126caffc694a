using Sizing.Training;

namespace Sizing.Data;

/// <summary>Reads <c>training/rates.csv</c>.</summary>
internal static class ComputeRatesTable
{
    internal const string File = "training/rates.csv";

    private static readonly string[] Columns =
        ["architecture", "compute", "matrix_low_percent", "matrix_percent", "matrix_high_percent", "attention_percent",
        "tuned_attention_percent", "source", "as_of"];

    internal static (IReadOnlyList<ComputeRates> Rows, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static ComputeRates Read(CsvRow row) => new(
        row.RequiredText("architecture"),
        row.Word("compute", "bf16", "fp16", "fp8", "fp32") switch
        {
            "fp8" => NumberFormat.Fp8,
            "fp16" => NumberFormat.Fp16,
            "fp32" => NumberFormat.Fp32,
            _ => NumberFormat.Bf16,
        },
        (row.RequiredNumber("matrix_low_percent") / 100, row.RequiredNumber("matrix_percent") / 100, row.RequiredNumber("matrix_high_percent") / 100),
        row.RequiredNumber("attention_percent") / 100,
        row.RequiredNumber("tuned_attention_percent") / 100,
        $"{row.RequiredText("source")} ({row.Date("as_of")})");
}
