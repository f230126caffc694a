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

    /// <summary>What sets figures apart: they depend on engine and architecture alone.</summary>
    internal (EngineKind Engine, GpuSpec Gpu) Target { get; } = (Speed.Model.Setup.Engine.Kind, Speed.Model.Setup.Gpu);

    /// <summary>The weight of the row's error.</summary>
    internal double Weight => Row.Quantity == "ttft_ms" ? FirstTokenWeight : 1;

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
        return [.. file.Rows.Where(row => !row.IsUncertain && Fitted.Contains(row.Quantity)).Select(row => Of(row, replay)).OfType<CalibrationRow>()];
    }

    /// <summary>ln(predicted / measured) with some figures.</summary>
    internal double Error(SpeedConstants constants) => Math.Log(SpeedReplay.Of(Row, Speed.With(constants)) / Row.Value);

    /// <summary>ln(data sheet's roofline / measured) for a time per token; null for other quantities.</summary>
    internal double? NaiveError => Row.Quantity == "tpot_ms" ? Math.Log(1e3 * Speed.NaiveTimePerOutputToken / Row.Value) : null;

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
