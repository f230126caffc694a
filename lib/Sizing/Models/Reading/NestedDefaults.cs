namespace Sizing.Models.Reading;

/// <summary>
/// The dimensions that Hugging Face takes for a nested text config that leaves them out: the defaults of the text model's class
/// (llava-1.5-7b-hf writes its vocabulary only). A config of its own must say its dimensions.
/// </summary>
internal sealed record NestedDefaults(int HiddenSize, int Width, int Layers, int Heads, int? KeyValueHeads, int Vocabulary)
{
    /// <summary>The class defaults of a text type, or null where they are not known.</summary>
    internal static NestedDefaults? Of(string textType) => textType switch
    {
        "llama" => new(4096, 11_008, 32, 32, KeyValueHeads: null, 32_000),
        "mistral" => new(4096, 14_336, 32, 32, 8, 32_000),
        "gemma3_text" or "gemma3" => new(2304, 9216, 26, 8, 4, 262_208),
        _ => null,
    };
}
