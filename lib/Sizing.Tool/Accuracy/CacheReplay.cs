using Sizing.Inference;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows about files and caches, which follow from the model alone: no engine, no GPU.</summary>
/// <param name="models">Finds the models of the rows.</param>
internal sealed class CacheReplay(MeasuredModels models) : IReplay
{
    private static readonly Dictionary<string, Func<ModelSpec, Measurement, double>> Quantities = new()
    {
        ["gguf_bytes"] = (model, row) => Weights.CheckpointBytes(model, Format(row)).Count,
        ["checkpoint_bytes"] = (model, row) => Weights.CheckpointBytes(model, Format(row)).Count,
        ["bits_per_weight"] = (model, row) => Weights.BitsPerWeight(Weights.CheckpointBytes(model, Format(row)), model.Parameters.Total),
        ["kv_bytes_per_token"] = (model, row) => KvCache.BytesPerToken(model, CacheType(row)).Count,
        ["kv_bytes"] = (model, row) => KvCache.BytesPerBatch(model, Context(row), row.Whole("batch") ?? 1, CacheType(row)).Count,
        ["state_bytes"] = (model, row) => (RecurrentState.BytesPerSequence(model, DataType.Fp32, DataType.Fp32) * (row.Whole("batch") ?? 1)).Count,
    };

    public bool Knows(Measurement row) => Quantities.ContainsKey(row.Quantity);

    public double Predict(Measurement row) => Quantities[row.Quantity](models.Of(row), row);

    private static WeightFormat Format(Measurement row) =>
        row.Text("weights_format") is { Length: > 0 } format ? WeightFormat.Parse(format)
        : row.Notes("weights printed as 'MXFP4 MoE (Q8_0 rest)'") ? WeightFormat.Parse("MXFP4_MOE")
        : row.Notes("weights printed as 'MXFP4 experts + BF16 rest'") ? WeightFormat.MxFp4
        : throw new SizingException("the source's mix of weight formats has no name");

    private static DataType CacheType(Measurement row) => row.Text("kv_dtype") is { Length: > 0 } type ? DataType.Parse(type) : DataType.Fp16;

    private static int Context(Measurement row) => row.Whole("context") ?? throw new SizingException("the source does not state the context");
}
