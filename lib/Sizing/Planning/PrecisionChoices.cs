using Sizing.Hardware;
using Sizing.Inference;

namespace Sizing.Planning;

/// <summary>The precisions that a question allows on a GPU: the model's own, 8 and 4 bits, each with the cache in 16 and in 8 bits.</summary>
internal static class PrecisionChoices
{
    internal static IReadOnlyList<PrecisionChoice> Of(ServingQuestion question, GpuSpec gpu, ShapeTable table)
    {
        var (constraints, engine) = (question.Constraints, question.Engine ?? ServingEngine.Default);
        if (EngineFormats.VendorRefusal(engine, gpu) is not null)
            return [];
        var formats = constraints.Weights.Count > 0
            ? constraints.Weights.Select(format => format == table.FormatOf(null) ? null : format)
            : Formats(question.Model, gpu, table.BitsOf(null)).Where(format => format is null || table.BitsOf(format) >= constraints.FewestWeightBits);
        var caches = CacheTypes(question, gpu).ToList();
        return [.. from format in formats
                   where Precision.Refusal(gpu, ServingSetups.ActivationOf(question.Model, format)) is null
                       && EngineFormats.WeightsRefusal(engine, gpu, question.Model, table.FormatOf(format)) is null
                   from cache in caches
                   select new PrecisionChoice(format, cache, table.BitsOf(format), cache is null ? 16 : 8)];
    }

    private static IEnumerable<WeightFormat?> Formats(ModelSpec model, GpuSpec gpu, int bits)
    {
        yield return bits < 16 ? null : (bits > 16 || model.StoredType == DataType.Bf16) && !gpu.Supports(DataType.Bf16) ? WeightFormat.Fp16 : bits > 16 ? WeightFormat.Bf16 : null;
        if (bits >= 16 && (gpu.Supports(DataType.Fp8) || gpu.Peak.Int8.IsKnown))
            yield return gpu.Supports(DataType.Fp8) ? WeightFormat.Fp8 : WeightFormat.Int8;
        if (bits >= 8)
            yield return gpu.Peak.Fp4.IsKnown ? WeightFormat.NvFp4 : WeightFormat.Awq();
    }

    private static IEnumerable<DataType?> CacheTypes(ServingQuestion question, GpuSpec gpu)
    {
        yield return null;
        if (question.Constraints.FewestCacheBits <= 8 && gpu.Supports(DataType.Fp8) && question.Model.Layers.Any(layer => KvCache.Vectors(layer.Attention).Count > 0))
            yield return DataType.Fp8;
    }
}
