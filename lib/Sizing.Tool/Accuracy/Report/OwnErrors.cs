using System.Globalization;

namespace Sizing.Tool.Accuracy.Report;

/// <summary>The error of this library as other calculators state theirs: the mean of |predicted / measured − 1|, on rows of the kind they were tried on.</summary>
internal static class OwnErrors
{
    private const string NewestLogs = "0.19";

    private static readonly string[] Cards = ["H100", "H200", "B200"];

    private static readonly Dictionary<string, Func<ReportRow, bool>> Kinds = new()
    {
        ["capacity in tokens, vLLM 0.19 on H100"] = row => row.Measured is { Quantity: "kv_capacity_tokens", Engine: "vllm" }
            && IsOn(row, "H100") && row.Replayed.Row.Text("engine_version").StartsWith(NewestLogs, StringComparison.Ordinal),
        ["training memory, measured rows"] = row => row.Measured.Quantity is "peak_allocated_bytes" or "reserved_bytes" or "device_bytes",
        ["TPOT, dense models"] = row => row.Measured.Quantity == "tpot_ms" && IsDense(row),
        ["TTFT, dense models"] = row => row.Measured.Quantity == "ttft_ms" && IsDense(row),
    };

    /// <summary>The cells after the name of the calculator, or null where the files have no such rows.</summary>
    /// <param name="what">What calculators were compared by.</param>
    /// <param name="rows">The rows of the report.</param>
    internal static string? Of(string what, IEnumerable<ReportRow> rows)
    {
        if (!Kinds.TryGetValue(what, out var isOfKind))
            return null;
        var errors = rows.Where(isOfKind).Select(row => row.Replayed.Error).OfType<double>().Select(Math.Abs).Order().ToList();
        return errors.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{errors.Count} | {100 * errors.Average():0.0} | {100.0 * errors.Count(error => error <= 0.05) / errors.Count:0} | median {100 * errors[errors.Count / 2]:0.0} %, worst {100 * errors[^1]:0} %");
    }

    /// <summary>The dense models and cards that others were tried on: Llama and Qwen3 on Hopper and Blackwell.</summary>
    private static bool IsDense(ReportRow row) => row.Family is "llama" or "qwen3" && Cards.Any(card => IsOn(row, card));

    private static bool IsOn(ReportRow row, string card) => row.Measured.Gpu.StartsWith(card, StringComparison.Ordinal);
}
