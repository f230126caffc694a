using Sizing.Training.Published;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays published model states: ZeRO's table by its formulas, DeepSpeed's estimators by its code, for models known by their size alone.</summary>
internal sealed class StatesReplay : IReplay
{
    public bool Knows(Measurement row) => row.Quantity == "states_bytes" && row.Text("framework") == "deepspeed";

    public double Predict(Measurement row)
    {
        var parameters = (long)(row.Number("params") ?? throw new SizingException("the number of parameters is not stated"));
        var ranks = row.Whole("dp") ?? 1;
        return (row.Text("sharding"), row.Text("precision").Length > 0) switch
        {
            ("zero1", true) => ZeroStates.Stage1(parameters, ranks).Count,
            ("zero2", true) => ZeroStates.Stage2(parameters, ranks).Count,
            ("zero3", true) => ZeroStates.Stage3(parameters, ranks).Count,
            ("none", true) => ZeroStates.Replicated(parameters).Count,
            ("zero2", false) when row.Flag("optimizer_offload") => DeepSpeedEstimators.Zero2OffloadGpu(parameters).Count,
            ("zero2", false) => DeepSpeedEstimators.Zero2Gpu(parameters, ranks).Count,
            ("zero3", false) => Stage3(row, parameters, ranks),
            _ => throw new SizingException("the sharding is not stated"),
        };
    }

    private static double Stage3(Measurement row, long parameters, int ranks)
    {
        var largest = LargestLayer(row);
        return (row.Flag("parameter_offload"), row.Flag("optimizer_offload")) switch
        {
            (true, _) => DeepSpeedEstimators.Zero3OffloadGpu(largest).Count,
            (false, true) => DeepSpeedEstimators.Zero3OptimizerOffloadGpu(parameters, largest, ranks).Count,
            _ => DeepSpeedEstimators.Zero3Gpu(parameters, largest, ranks).Count,
        };
    }

    /// <summary>The notes print it as <c>largest layer 32.90M</c>.</summary>
    private static long LargestLayer(Measurement row)
    {
        const string Before = "largest layer ";
        var notes = row.Text("notes");
        var start = notes.IndexOf(Before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : notes.IndexOf('M', start);
        return end > 0 && double.TryParse(notes[(start + Before.Length)..end], out var millions)
            ? (long)(millions * 1e6)
            : DefaultLargestLayer;
    }

    /// <summary>The embedding of t5-3b, 32,128 tokens of 1,024 channels, which its estimator rows share.</summary>
    private const long DefaultLargestLayer = 32_128 * 1_024;
}
