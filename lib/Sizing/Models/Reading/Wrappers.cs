namespace Sizing.Models.Reading;

/// <summary>
/// Multimodal models whose text part is another family's: the nested config names it, and where it does not, the class default holds.
/// </summary>
internal static class Wrappers
{
    private static readonly (string Wrapper, string TextType)[] Defaults =
    [
        ("llava", "llama"), ("llava_llama", "llama"), ("llava_next", "llama"), ("llava_onevision", "qwen2"), ("mistral3", "mistral"),
        ("pixtral", "mistral"), ("paligemma", "gemma"), ("idefics3", "llama"), ("smolvlm", "llama"), ("aya_vision", "cohere2"),
        ("internvl", "qwen2"), ("internvl_chat", "internlm2"), ("deepseek_vl_v2", "deepseek_v2"), ("kimi_vl", "deepseek_v3"), ("kimi_k25", "deepseek_v3"),
        ("glm4v", "glm4v_text"), ("glm4v_moe", "glm4v_moe_text"), ("lfm2_vl", "lfm2"), ("ovis", "qwen2"), ("granite_speech", "granite"), ("voxtral", "llama"), ("multi_modality", "llama"),
    ];

    /// <summary>The type whose rules the text part follows.</summary>
    internal static string TextType(string modelType, ConfigSection text)
    {
        var wrapper = Array.Find(Defaults, entry => entry.Wrapper == modelType);
        if (wrapper.Wrapper is null)
            return modelType;
        return text.Text("model_type") is { } own && own != modelType ? own : wrapper.TextType;
    }
}
