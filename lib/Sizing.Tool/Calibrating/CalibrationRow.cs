using Sizing.Performance;
using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Calibrating;

/// <summary>A measured row that figures of <c>data/engines/speed.csv</c> are fitted to.</summary>
/// <param name="Row">The row.</param>
/// <param name="Speed">The speed of its deployment.</param>
internal sealed record CalibrationRow(Measurement Row, ServingSpeed Speed)
{
    /// <summary>What a first token counts beside a step: its scatter is three times as wide.</summary>
    private const double FirstTokenWeight = 1.0 / 3;

    private static readonly string[] Fitted =
        ["tpot_ms", "ttft_ms", "output_tokens_per_second", "decode_tokens_per_second", "prefill_tokens_per_second", "power_w"];

    private static readonly string[] Shown = [.. Fitted, "joules_per_token"];

    /// <summary>What sets figures apart: they depend on engine and architecture alone.</summary>
    internal (EngineKind Engine, GpuSpec Gpu) Target { get; } = (Speed.Model.Setup.Engine.Kind, Speed.Model.Setup.Gpu);

    /// <summary>The weight of the row's error; energy follows from power and rate, whose own rows are there.</summary>
    internal double Weight => Row.Quantity == "ttft_ms" ? FirstTokenWeight : Fitted.Contains(Row.Quantity) ? 1 : 0;

    /// <summary>The network, whatever its tuning: type, layers and width.</summary>
    internal string Network => $"{Speed.Model.Setup.Model.ModelType} {Speed.Model.Setup.Model.Layers.Count} × {Speed.Model.Setup.Model.HiddenSize}";

    /// <summary>Whether the model is dense.</summary>
    internal bool IsDense => Speed.Model.Work.Experts == 0;

    /// <summary>Sequences that the source asked for.</summary>
    internal double Asked => Row.Number("concurrency") ?? Row.Number("batch") ?? Speed.Point.Sequences;

    /// <summary>Whether the benchmark's own host is known to have been the limit.</summary>
    internal bool IsHostBound => Speed.Model.Work.HostSeconds > 0;

    /// <summary>The rows of a file that can be expressed, those of certainty high and medium.</summary>
    internal static IReadOnlyList<CalibrationRow> Of(MeasurementFile file)
    {
        var replay = new SpeedReplay(file.Models);
        return [.. file.Rows.Where(row => !row.IsUncertain && Shown.Contains(row.Quantity)).Select(row => Of(row, replay)).OfType<CalibrationRow>()];
    }

    /// <summary>ln(predicted / measured) with some figures.</summary>
    internal double Error(SpeedConstants constants) => Math.Log(SpeedReplay.Of(Row, Speed.With(constants)) / Row.Value);

    /// <summary>ln(what the data sheet alone says / measured); null where it says nothing.</summary>
    internal double? NaiveError => Naive is { } naive ? Math.Log(naive / Row.Value) : null;

    private double? Naive => Row.Quantity switch
    {
        "tpot_ms" => 1e3 * Speed.NaiveTimePerOutputToken,
        "ttft_ms" => 1e3 * Speed.NaiveTimeToFirstToken,
        "output_tokens_per_second" or "decode_tokens_per_second" => Speed.NaiveOutputTokensPerSecond,
        "prefill_tokens_per_second" => Speed.Model.Work.Prompt / Speed.NaiveTimeToFirstToken,
        "power_w" => Speed.NaiveGpuPower * Speed.Model.Setup.Plan.Gpus,
        "joules_per_token" => Speed.NaiveGpuPower * Speed.Model.Setup.Plan.Gpus / Speed.NaiveOutputTokensPerSecond,
        _ => null,
    };

    private static CalibrationRow? Of(Measurement row, SpeedReplay replay)
    {
        try
        {
            return new(row, replay.Speed(row));
        }
        catch (SizingException)
        {
            return null;
        }
    }
}
