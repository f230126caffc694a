namespace Sizing.Inference;

/// <summary>What an engine uses a format for.</summary>
internal enum FormatUse
{
    /// <summary>The KV cache is stored so.</summary>
    Cache,

    /// <summary>The KV cache can be stored so, in a layout of the engine's own whose bytes are not modelled.</summary>
    UnsizedCache,

    /// <summary>Weights are loaded so.</summary>
    Weights,

    /// <summary>The engine runs on GPUs of the vendor that the row names.</summary>
    Vendor,

    /// <summary>Computed in FP16 where the GPU lacks the format and no type was asked for.</summary>
    Fallback,

    /// <summary>Models of the type that the row names are not computed in FP16.</summary>
    NotInFp16,
}
