using Sizing.Training;

namespace Sizing.Data;

/// <summary>Reads <c>training/loss.csv</c>.</summary>
internal static class LossTable
{
    internal const string File = "training/loss.csv";

    private static readonly string[] Columns = ["path", "bytes_per_logit", "model_types", "compute", "source", "as_of"];

    internal static (IReadOnlyList<LossCost> Costs, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        return ([.. table.Rows.Select(Read)], table);
    }

    private static LossCost Read(CsvRow row) => new(
        LossPaths.Named(row.Word("path", "hf", "chunked", "fused", "cut")),
        Amount(row, "bytes_per_logit"),
        row.List("model_types"),
        Arithmetic(row),
        $"{row.RequiredText("source")} ({row.Date("as_of")})");

    private static LossArithmetic? Arithmetic(CsvRow row) => row.Text("compute").Length == 0 ? null : row.Word("compute", "16-bit", "autocast", "fp32") switch
    {
        "16-bit" => LossArithmetic.Half,
        "autocast" => LossArithmetic.Autocast,
        _ => LossArithmetic.Single,
    };

    private static double Amount(CsvRow row, string column) => row.Text(column) == "0" ? 0 : row.RequiredNumber(column);
}
