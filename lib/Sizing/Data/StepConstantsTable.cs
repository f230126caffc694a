using Sizing.Training;

namespace Sizing.Data;

/// <summary>Reads <c>training/step.csv</c>.</summary>
internal static class StepConstantsTable
{
    internal const string File = "training/step.csv";

    private const double Billion = 1e9;

    private static readonly string[] Columns = ["name", "value", "unit", "source", "as_of"];

    internal static (StepConstants Constants, CsvTable Table) Read(string text)
    {
        var table = CsvTable.Read(File, text, Columns);
        var values = table.Rows.ToDictionary(row => row.RequiredText("name"), row => (Value: row.RequiredNumber("value"), Origin: $"{row.RequiredText("source")} ({row.Date("as_of")})"));
        double Value(string name) => values.TryGetValue(name, out var row) ? row.Value : throw new SizingException($"{File} has no row '{name}'; add it.");
        return (
            new()
            {
                ElementPasses = Value("element_passes"),
                RecomputedPasses = Value("element_passes_recomputed"),
                BandwidthShare = Value("bandwidth_share"),
                OverlapShare = Value("overlap_share"),
                TensorParallelExposed = Value("tensor_parallel_exposed"),
                NetworkShare = Value("network_share"),
                GroupedShare = Value("grouped_share"),
                UnknownNetwork = Value("unknown_network") * Billion,
                HostOptimizer = Value("host_optimizer") * Billion,
                NvmeRate = Value("nvme_rate") * Billion,
                SmallWorkspace = Bytes.FromMiB(Value("small_workspace")),
                LargeWorkspace = Bytes.FromMiB(Value("large_workspace")),
                UnknownNode = (int)Value("unknown_node"),
            },
            table);
    }
}
