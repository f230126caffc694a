using Sizing.Explain;
using Sizing.Models;

namespace Sizing.Inference;

/// <summary>Bytes of weights: in a checkpoint, and resident on a rank.</summary>
public static class Weights
{
    /// <summary>
    /// The bytes of the text model's tensors in a format, embeddings included and a tied matrix once; multi-token prediction and
    /// vision are left out, as in the parameter count, and so are the headers of the files.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="format">How each tensor is stored; scales and zero points are counted.</param>
    [Formula("Σ copies · bytes(rows, columns; coding of the tensor)")]
    [Source("huggingface/safetensors", "README, Format: header, then dtype × shape")]
    [Source("ggml-org/llama.cpp", "ggml/src/ggml-common.h, block sizes")]
    public static Bytes CheckpointBytes(ModelSpec model, WeightFormat format) =>
        Sum(BytesByPart(model, format).Where(part => IsText(part.Key)).Select(part => part.Value));

    /// <summary>The bytes of every part of the model in a format, multi-token prediction and vision too where they are known.</summary>
    public static IReadOnlyDictionary<ModelPart, Bytes> BytesByPart(ModelSpec model, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(format);
        var coding = format.CodingsFor(model);
        return model.Tensors()
            .GroupBy(tensor => tensor.Part)
            .ToDictionary(part => part.Key, part => Sum(part.Select(tensor => coding(tensor).BytesOf(tensor.Rows, tensor.Columns) * tensor.Copies)));
    }

    /// <summary>Bits per parameter of the text model: what llama.cpp prints as BPW.</summary>
    /// <param name="bytes">W: bytes of the weights.</param>
    /// <param name="parameters">N: parameters.</param>
    [Formula("8 · W / N")]
    [Source("ggml-org/llama.cpp", "tools/quantize/README.md, bits per weight")]
    public static double BitsPerWeight(Bytes bytes, long parameters) => 8.0 * bytes.Count / parameters;

    /// <summary>
    /// The weight bytes of the most loaded rank: every tensor divided as its sharding says, layers divided over pipeline stages.
    /// Vision is counted, on the first stage. Buffers that engines add are separate formulas.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="format">How each tensor is stored.</param>
    /// <param name="placement">How the ranks divide the model, and what the engine pads.</param>
    [Formula("max over stages of Σ copies_rank · bytes(rows_rank, columns_rank; coding of the tensor)")]
    [Source("Shoeybi et al. 2019, Megatron-LM (arXiv:1909.08053)", "section 3, column and row parallel layers")]
    [Source("vllm-project/vllm", "vllm/model_executor/layers/linear.py, vocab_parallel_embedding.py; vllm/distributed/utils.py get_pp_indices")]
    public static Bytes ResidentBytes(ModelSpec model, WeightFormat format, WeightPlacement placement) =>
        Enumerable.Range(0, PipelineParallel(placement)).Select(stage => StageBytes(model, format, placement, stage)).Max();

    /// <summary>The weight bytes of a rank of one pipeline stage.</summary>
    /// <param name="model">The model.</param>
    /// <param name="format">How each tensor is stored.</param>
    /// <param name="placement">How the ranks divide the model, and what the engine pads.</param>
    /// <param name="stage">The stage, from 0.</param>
    public static Bytes StageBytes(ModelSpec model, WeightFormat format, WeightPlacement placement, int stage)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return CodedTensors.BytesOf(new CodedTensors(model, format).OnRank(placement, stage));
    }

    /// <summary>The cosine and sine table that engines keep beside the weights, whole on every rank.</summary>
    /// <param name="positions">P: positions, over all tables; more than the model was made for where they are scaled.</param>
    /// <param name="rotaryChannels">r: channels of a head that rotary positions turn; cosine and sine take half each.</param>
    /// <param name="type">e: data type of the table.</param>
    [Formula("P · r · e")]
    [Source("vllm-project/vllm", "vllm/model_executor/layers/rotary_embedding, cos_sin_cache")]
    public static Bytes RotaryTableBytes(long positions, int rotaryChannels, DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.BytesOf(positions * rotaryChannels);
    }

    /// <summary>The cosine and sine tables of a model; zero where its positions are not rotary or have no limit.</summary>
    public static Bytes RotaryTableBytes(ModelSpec model, DataType type)
    {
        ArgumentNullException.ThrowIfNull(model);
        var channels = model.Layers.Select(layer => layer.Attention).Select(RotaryChannels).Max();
        return model.Embedding.Positions > 0 || model.RotaryPositions is not { } positions
            ? Bytes.Zero
            : RotaryTableBytes(positions, (int)(channels * model.RotaryShare), type);
    }

    /// <summary>
    /// The copies of latent attention's key-value expansion that vLLM keeps in 16 bit beside the weights, so that decoding can
    /// attend to the latent itself.
    /// </summary>
    /// <param name="layers">The layers of a stage; of them, latent layers l: h heads, channels n without rotary position and v of a value, rank c.</param>
    /// <param name="tensorParallel">t: tensor-parallel ranks, which divide the heads.</param>
    [Formula("Σ_l h / t · (n + v) · c · 2")]
    [Source("vllm-project/vllm", "vllm/v1/attention/backends/mla/common.py, process_weights_after_loading: W_UK_T and W_UV")]
    public static Bytes AbsorbedProjectionBytes(IReadOnlyList<LayerSpec> layers, int tensorParallel = 1)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tensorParallel);
        return Sum(layers.Select(layer => layer.Attention).OfType<LatentAttention>().Select(latent =>
            DataType.Bf16.BytesOf((long)latent.Heads * (latent.NopeHeadSize + latent.ValueHeadSize) * latent.KeyValueRank).DividedOver(tensorParallel)));
    }

    private static int PipelineParallel(WeightPlacement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return placement.PipelineParallel;
    }

    private static bool IsText(ModelPart part) => part is not (ModelPart.Mtp or ModelPart.Vision);

    private static int RotaryChannels(Attention attention) => attention switch
    {
        GroupedQueryAttention grouped => grouped.HeadSize,
        SharedKvAttention shared => shared.Shape.HeadSize,
        LatentAttention latent => latent.RopeHeadSize,
        ParallelMixers pair => Math.Max(RotaryChannels(pair.First), RotaryChannels(pair.Second)),
        _ => 0,
    };

    private static Bytes Sum(IEnumerable<Bytes> amounts) => amounts.Aggregate(Bytes.Zero, (sum, amount) => sum + amount);
}
