using Sizing.Models.Reading;

namespace Sizing.Models.Vision;

/// <summary>The vision encoders whose rules are published; every other one is null, and its parameters are not known.</summary>
internal static class VisionEncoders
{
    /// <summary>The encoder of a config with a <c>vision_config</c>, or null.</summary>
    internal static VisionSpec? Of(ModelConfig config)
    {
        if (config.Root.Section("vision_config") is not { } vision)
            return null;
        var hidden = config.HiddenSize;
        return config.Root.Text("model_type") switch
        {
            "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe" => Spec(vision, QwenVision.Keys, () => QwenVision.Tensors(vision)),
            "qwen2_vl" => Spec(vision, QwenTwoVision.PlainKeys, () => QwenTwoVision.Plain(vision)),
            "qwen2_5_vl" or "exaone4_5" => Spec(vision, QwenTwoVision.GatedKeys, () => QwenTwoVision.Gated(vision)),
            "llama4" => Spec(vision, Llama4Vision.Keys, () => Llama4Vision.Tensors(vision, hidden)),
            "mllama" => Spec(vision, MllamaVision.Keys, () => MllamaVision.Tensors(vision, hidden)),
            "gemma3" => Spec(vision, SiglipVision.Keys, () => SiglipVision.Gemma3(vision, hidden)),
            "gemma4" => Spec(vision, GemmaVision.Keys, () => GemmaVision.Tensors(vision, hidden)),
            "paligemma" => Spec(vision, [], () => SiglipVision.PaliGemma(vision, hidden)),
            "mistral3" => Spec(vision, [], () => PixtralVision.Mistral3(config.Root, vision, hidden)),
            "kimi_vl" or "kimi_k25" => Spec(vision, [], () => MoonVision.Tensors(vision, hidden)),
            "llava" => Spec(vision, [], () => LlavaVision.Tensors(config.Root, vision, hidden, endsRows: false)),
            "llava_next" or "llava_onevision" => Spec(vision, [], () => LlavaVision.Tensors(config.Root, vision, hidden, endsRows: true)),
            _ => null,
        };
    }

    /// <summary>The encoder when the config has all keys that it takes and its rule is known, else null.</summary>
    private static VisionSpec? Spec(ConfigSection vision, IReadOnlyList<string> keys, Func<IEnumerable<Tensor>?> tensors) =>
        keys.All(vision.Has) && tensors() is { } made ? new([.. made]) : null;
}
