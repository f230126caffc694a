namespace Sizing.Inference;

/// <summary>Which formats of weights and caches engines take, and what they do on GPUs whose matrix units lack one.</summary>
public static class EngineFormats
{
    /// <summary>One sentence where an engine does not run on GPUs of the vendor, or null; a GPU of no known vendor is let pass.</summary>
    public static string? VendorRefusal(ServingEngine engine, GpuSpec gpu)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(gpu);
        var vendors = Taken(engine, FormatUse.Vendor).Select(row => row.Format).ToList();
        return gpu.Vendor.Length == 0 || vendors.Contains(gpu.Vendor) ? null : $"{engine.Name} does not run on {gpu.Name}; it runs on hardware of {string.Join(", ", vendors)}.";
    }

    /// <summary>One sentence that says why an engine does not store the KV cache in a type on a GPU, or null when it does.</summary>
    public static string? CacheRefusal(ServingEngine engine, GpuSpec gpu, DataType type)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(gpu);
        ArgumentNullException.ThrowIfNull(type);
        return Refusal(engine, gpu, type.Name, FormatUse.Cache);
    }

    /// <summary>One sentence that says why an engine does not serve a model with weights of a format on a GPU, or null when it does.</summary>
    public static string? WeightsRefusal(ServingEngine engine, GpuSpec gpu, ModelSpec model, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(gpu);
        return FamiliesOf(model, format).Select(family => Refusal(engine, gpu, family, FormatUse.Weights)).FirstOrDefault(reason => reason is not null);
    }

    /// <summary>One sentence where an engine keeps weights in a format that the GPU does not multiply in, or null.</summary>
    internal static string? Emulation(ServingSetup setup)
    {
        var lacking = FamiliesOf(setup.Model, setup.Weights).FirstOrDefault(family => IsLacking(setup.Gpu, family));
        return lacking is null ? null
            : $"{setup.Gpu.Name} has no matrix units for {lacking}: {setup.Engine.Name} keeps the weights in it and multiplies in {setup.Activation}, which saves memory and no computation.";
    }

    /// <summary>What an engine says when it computes in FP16 by itself, because the GPU lacks the type and none was asked for; null where it does not.</summary>
    internal static string? FallbackTo16(ServingEngine engine, GpuSpec gpu, ModelSpec model, DataType type) =>
        gpu.Supports(type) || Taken(engine, FormatUse.NotInFp16).Any(row => row.Format == model.ModelType)
            ? null
            : Taken(engine, FormatUse.Fallback).FirstOrDefault(row => row.Format == type.Name && (row.LeastCapability is not { } least || gpu.CudaCapability >= least))?.Note;

    /// <summary>One sentence where an engine computes in FP16 by itself, or would, or null.</summary>
    internal static string? Fallback(ServingSetup setup)
    {
        var stated = ServingSetups.ActivationOf(setup.Model, setup.Asked.Weights);
        if (FallbackTo16(setup.Engine, setup.Gpu, setup.Model, stated) is not { } said)
            return null;
        if (setup.Activation == DataType.Fp16)
            return $"{setup.Gpu.Name} does not compute in {stated}: {setup.Engine} takes fp16 where no type is asked for, and says so (\"{said}\").";
        return setup.Asked.Weights is null ? $"{setup.Engine} computes in fp16 by itself where no type is asked for; ask for weights in fp16 to size that." : null;
    }

    private static string? Refusal(ServingEngine engine, GpuSpec gpu, string format, FormatUse use)
    {
        var taken = Taken(engine, use).ToList();
        var (verb, subject) = use is FormatUse.Cache ? ("store", "the KV cache") : ("load", "weights");
        if (taken.Find(row => row.Format == format) is not { } found)
            return Unsized(engine, format, use, taken) ?? $"{engine} does not {verb} {subject} in {format}; it takes {string.Join(", ", taken.Select(row => row.Format))}.";
        if (found.LeastCapability is not { } least)
            return null;
        if (gpu.CudaCapability is { } capability)
            return capability < least ? $"{engine} does not {verb} {subject} in {format} below compute capability {least}; {gpu.Name} has {capability}." : null;
        return format is not "mxfp4" && IsLacking(gpu, format) ? $"{engine} has no kernel for {subject} in {format} on {gpu.Name}." : null;
    }

    private static string? Unsized(ServingEngine engine, string format, FormatUse use, IEnumerable<EngineFormat> taken) =>
        use is FormatUse.Cache && Taken(engine, FormatUse.UnsizedCache).Any(row => row.Format == format)
            ? $"{engine} stores the KV cache in {format} only with a scale for each token and head ({format}_per_token_head), which is not modelled; modelled are {string.Join(", ", taken.Select(row => row.Format))}."
            : null;

    private static IEnumerable<EngineFormat> Taken(ServingEngine engine, FormatUse use) => Catalog.EngineFormats.Where(row => row.Use == use && row.HoldsFor(engine));

    /// <summary>The families of formats among the matrices of a model, but for those that every engine multiplies as they are.</summary>
    private static IEnumerable<string> FamiliesOf(ModelSpec model, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(format);
        if (format.Name.StartsWith("gguf:", StringComparison.Ordinal))
            return ["gguf"];
        var coding = format.CodingsFor(model);
        return model.Tensors().Where(tensor => tensor is { Layer: not null, IsVector: false })
            .Select(tensor => FamilyOf(format.Name, coding(tensor).Name)).Distinct().Where(family => family is not ("fp32" or "bf16" or "fp16"));
    }

    /// <summary>AWQ and GPTQ files have the same integers and kernels of their own.</summary>
    private static string FamilyOf(string format, string coding)
    {
        var family = coding.Split('-')[0];
        return family.StartsWith("int", StringComparison.Ordinal) && format.StartsWith("awq", StringComparison.Ordinal) ? "awq" : family is "int2" or "int3" ? "int4" : family;
    }

    private static bool IsLacking(GpuSpec gpu, string family) => family switch
    {
        "fp8" or "mxfp8" => !gpu.Supports(DataType.Fp8),
        "nvfp4" or "mxfp4" => !gpu.Supports(DataType.NvFp4),
        _ => false,
    };
}
