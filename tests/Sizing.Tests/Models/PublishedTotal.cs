using Sizing.Models;

namespace Sizing.Tests.Models;

/// <summary>
/// What a checkpoint counts beside the text model, from the words of the reference: MTP and vision parts, stored copies, scales,
/// and what is packed or left out.
/// </summary>
internal static class PublishedTotal
{
    private const int Fp8Block = 128;
    private const int Mxfp4Block = 32;

    internal static long Of(ModelSpec model, string includes)
    {
        bool Has(string words) => includes.Contains(words, StringComparison.Ordinal);
        var count = model.Parameters;
        var head = (long)model.VocabularySize * model.HiddenSize;
        if (Has("packed 2/byte"))
            return PackedV4(model);
        return count.Total
            + (Has("+mtp") ? count.Mtp!.Value : 0)
            + (Has("+vision") ? count.Vision!.Value : 0)
            + (Has("stored copy of tied head") ? head : 0)
            + (Has("dup embed/head") ? 2 * head * model.Mtp!.Layers.Count : 0)
            + (Has("fp8 scales") ? model.Tensors().Where(IsFp8).Sum(BlockScales) : 0)
            + (Has("mxfp4 scales") ? model.Tensors().Where(IsRoutedMatrix).Sum(tensor => tensor.Elements / Mxfp4Block) : 0)
            - (Has("-lm_head") ? head : 0)
            - (Has("-correction bias") ? CorrectionBiases(model) : 0);
    }

    /// <summary>DeepSeek-V4: two FP4 experts' weights in a byte with a scale for 32, FP8 blocks elsewhere, and the token-to-expert tables.</summary>
    private static long PackedV4(ModelSpec model)
    {
        const int hashLayers = 3;
        var mixture = (MixtureOfExperts)model.Layers[0].FeedForward;
        return model.Tensors().Sum(tensor => true switch
        {
            _ when IsRoutedMatrix(tensor) => tensor.Elements / 2 + tensor.Elements / Mxfp4Block,
            _ when IsFp8(tensor) => tensor.Elements + BlockScales(tensor),
            _ => tensor.Elements,
        }) + (long)hashLayers * model.VocabularySize * mixture.ExpertsPerToken;
    }

    private static bool IsRoutedMatrix(Tensor tensor) => tensor.IsRoutedExpert && !tensor.IsVector;

    /// <summary>The matrices that FP8 checkpoints quantize: not embeddings, head, router, norms, eh_proj, indexer weights and compressors.</summary>
    private static bool IsFp8(Tensor tensor) => !tensor.IsVector && tensor.Part is not (ModelPart.Embedding or ModelPart.Head or ModelPart.Router or ModelPart.Norms)
        && tensor.Role is not (TensorRole.Router or TensorRole.HyperConnection)
        && !tensor.LocalName.StartsWith("eh_proj", StringComparison.Ordinal)
        && !tensor.LocalName.Contains("weights_proj", StringComparison.Ordinal)
        && !tensor.LocalName.Contains("compressor", StringComparison.Ordinal);

    private static long BlockScales(Tensor tensor) => Blocks(tensor.Rows) * Blocks(tensor.Columns) * tensor.Copies;

    private static long Blocks(long size) => (size + Fp8Block - 1) / Fp8Block;

    private static long CorrectionBiases(ModelSpec model) =>
        model.Tensors().Where(tensor => tensor.LocalName.Contains("e_score_correction_bias", StringComparison.Ordinal)).Sum(tensor => tensor.Elements);
}
