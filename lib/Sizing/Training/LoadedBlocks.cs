using Sizing.Explain;
using Sizing.Models;
using Sizing.Quantities;

namespace Sizing.Training;

/// <summary>Blocks of PyTorch's allocator that stay larger than the frozen weights in them.</summary>
public static class LoadedBlocks
{
    private const int ScaledTogether = 64;

    /// <summary>Model types whose names in a file, sorted, are in the order of computation, embeddings last: <c>attn.c_attn</c>, <c>attn.c_proj</c>, <c>mlp.c_fc</c>, <c>mlp.c_proj</c>.</summary>
    private static readonly string[] SortedAsComputed = ["gpt2", "gpt_bigcode"];

    /// <summary>
    /// What blocks hold beyond the weights in them, after tensors are loaded one by one. bitsandbytes quantizes on the GPU: the 16-bit matrix is
    /// there until its quantized form is, and later matrices find the room that it leaves, seldom of their size.
    /// </summary>
    /// <param name="tensors">n tensors, in the order of the file.</param>
    [Formula("Σ (block − tensor), where that is at most 1 MiB, of n tensors")]
    [Source("pytorch/pytorch", "c10/cuda/CUDACachingAllocator.cpp: get_free_block, get_allocation_size, should_split")]
    [Source("bitsandbytes-foundation/bitsandbytes", "bitsandbytes/nn/modules.py, Params4bit._quantize; bitsandbytes/functional.py, quantize_4bit")]
    public static Bytes Unsplit(IEnumerable<LoadedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        LargeBlocks blocks = new();
        foreach (var tensor in tensors)
        {
            var (read, whole) = (blocks.Take(tensor.Read), blocks.Take(tensor.WholeScales));
            blocks.Take(tensor.Stored);
            blocks.Take(tensor.Scales);
            blocks.Return(whole);
            blocks.Return(read);
        }

        return new(blocks.Unsplit);
    }

    /// <summary>The term, where frozen weights are whole on the GPU.</summary>
    internal static IEnumerable<Term> Explain(TrainingRun run, PipelineStage stage)
    {
        if (run is not { Adapter: not null, Base: { } format } || run.Plan is { OffloadWeights: true } or { Sharding: StateSharding.Weights, StateRanks: > 1 })
            return [];
        var unsplit = Unsplit(Tensors(run.Model, stage, format));
        return unsplit.Count == 0 ? [] : [Term.Computed("Ends of blocks that are not split off", TermKind.Temporary, unsplit, Unsplit, new Input("n", "frozen tensors, in the order of the file", stage.Tensors.Sum(tensor => tensor.Copies)))];
    }

    private static IEnumerable<LoadedTensor> Tensors(ModelSpec model, PipelineStage stage, WeightFormat format)
    {
        var coding = format.CodingsFor(model);
        foreach (var tensor in AsInFile(model, stage.Tensors))
        {
            var loaded = Loaded(coding(tensor), tensor, format);
            for (var copy = 0; copy < tensor.Copies; copy++)
                yield return loaded;
        }
    }

    /// <summary>Transformers reads a file by the names of its tensors, sorted.</summary>
    private static IOrderedEnumerable<Tensor> AsInFile(ModelSpec model, IReadOnlyList<Tensor> tensors) => SortedAsComputed.Contains(model.ModelType)
        ? tensors.OrderBy(tensor => tensor.Layer is null)
        : tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal);

    private static LoadedTensor Loaded(WeightCoding coding, Tensor tensor, WeightFormat format)
    {
        var stored = coding.PayloadOf(tensor.Rows, tensor.Columns);
        var read = DataType.Bf16.BytesOf(tensor.ElementsPerCopy);
        if (stored >= read)
            return new(stored);
        var scales = coding.BytesOf(tensor.Rows, tensor.Columns) - stored;
        if (format == WeightFormat.Nf4DoubleQuantized)
            return new(stored) { Read = read, Scales = scales, WholeScales = DataType.Fp32.BytesOf(tensor.ElementsPerCopy / ScaledTogether) };
        return format == WeightFormat.Nf4 || format == WeightFormat.Int8 ? new(stored) { Read = read, Scales = scales } : new(stored) { Scales = scales };
    }
}
