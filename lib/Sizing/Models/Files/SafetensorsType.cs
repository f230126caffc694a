namespace Sizing.Models.Files;

/// <summary>The types of safetensors files.</summary>
/// <remarks>Source: huggingface/safetensors, safetensors/src/tensor.rs, Dtype.</remarks>
internal static class SafetensorsType
{
    /// <summary>Bits of an element, or null for a type that is not known.</summary>
    internal static int? Bits(string type) => type switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E5M2FNUZ" or "F8_E4M3FNUZ" => 8,
        "I16" or "U16" or "F16" or "BF16" => 16,
        "I32" or "U32" or "F32" => 32,
        "I64" or "U64" or "F64" or "C64" => 64,
        _ => null,
    };
}
