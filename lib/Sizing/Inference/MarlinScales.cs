using Sizing.Explain;
using Sizing.Models;
using Sizing.Models.Formats;
using Sizing.Quantities;

namespace Sizing.Inference;

/// <summary>Scales of MXFP4 experts that SGLang keeps twice on GPUs without matrix units for them.</summary>
public static class MarlinScales
{
    /// <summary>Elements that share a scale in MXFP4.</summary>
    private const int Group = 32;

    /// <summary>
    /// DeepSeek-V4's experts are loaded with their scales in FP32; the Marlin kernel gets scales of its own, and the first are not freed.
    /// </summary>
    /// <param name="weights">n: routed-expert weights of a GPU.</param>
    /// <param name="scaleBytes">s: bytes of a scale as loaded.</param>
    [Formula("n / 32 · s")]
    [Source("sgl-project/sglang", "layers/quantization/mxfp4_marlin_moe.py create_weights: w13_weight_scale_inv in float32; marlin_utils_fp4.py prepare_moe_mxfp4_layer_for_marlin: w13_weight_scale beside it")]
    [Source("SemiAnalysisAI/InferenceX#2128", "DeepSeek-V4-Pro on 8 × H200: mem usage=125.65 GB")]
    public static Bytes LoadedScales(long weights, int scaleBytes) => new(weights / Group * scaleBytes);

    internal static Term? Of(ServingSetup setup, IReadOnlyList<(Tensor Share, WeightCoding Coding)> shares)
    {
        if (!setup.Constants.Has("marlin_loaded_scale") || setup.Gpu.Supports(DataType.NvFp4) || setup.Model.Layers.All(layer => layer.Attention is not CompressedAttention))
            return null;
        var weights = shares.Where(each => each.Share.IsRoutedExpert && each.Coding == Codings.MxFp4).Sum(each => each.Share.Elements);
        return weights == 0 ? null : Term.Computed("Scales as loaded, beside Marlin's", TermKind.Weights, LoadedScales(weights, setup.Constants.Whole("marlin_loaded_scale")), LoadedScales,
            new("n", "routed-expert weights of a GPU", Amount.Exact(weights, Unit.Parameters)),
            setup.Constants.Input("s", "bytes of a scale as loaded", "marlin_loaded_scale"));
    }
}
