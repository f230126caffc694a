using System.Text.RegularExpressions;

namespace Sizing.Notebook.Formatting;

/// <summary>Turns names of the code into words: <c>KvBytesPerToken</c> is "KV bytes per token".</summary>
internal static partial class Words
{
    private static readonly Dictionary<string, string> Spellings = new[]
    {
        "KV", "GPU", "GPUs", "CPU", "MoE", "TTFT", "TPOT", "MFU", "HBM", "MTP", "ID", "USD", "ms", "FP32", "BF16", "FP16", "FP8", "FP4", "TF32",
        "INT8", "INT4", "NVLink", "PCIe", "CUDA", "LoRA", "ZeRO", "FLOPs", "TFLOPS", "GiB", "MiB", "KiB", "GB", "MB", "TB", "TB/s",
    }.ToDictionary(word => word, StringComparer.OrdinalIgnoreCase);

    internal static string Of(string name)
    {
        var words = Parts().Matches(name).Select(part => Spellings.GetValueOrDefault(part.Value, IsAcronym(part.Value) ? part.Value : part.Value.ToLowerInvariant()));
        var text = string.Join(' ', words);
        return text.Length == 0 ? name : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static bool IsAcronym(string word) => word.Length > 1 && !word.Any(char.IsAsciiLetterLower);

    [GeneratedRegex("[KMGT]iB|[KMGT]B|MoE|NVLink|PCIe|LoRA|ZeRO|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+|[^\\x00-\\x7F]+")]
    private static partial Regex Parts();
}
