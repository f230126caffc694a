using Sizing.Models.Reading;

namespace Sizing.Models.Vision;

/// <summary>The vision encoders whose rules are published; every other one is null, and its parameters are not known.</summary>
internal static class VisionEncoders
{
    /// <summary>The encoder of a config with a <c>vision_config</c>, or null.</summary>
    internal static VisionSpec? Of(ModelConfig config)
    {
        var type = config.Root.Text("model_type");
        if (config.Root.Section("vision_config")?.With(VisionDefaults.Of(type)) is not { } vision)
            return null;
        var hidden = config.HiddenSize;
        return type switch
        {
            "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe" => Spec(QwenVision.Tensors(vision, isDeep: type is "qwen3_vl" or "qwen3_vl_moe")),
            "qwen2_vl" => Spec(QwenTwoVision.Plain(vision)),
            "qwen2_5_vl" => Spec(QwenTwoVision.Gated(vision)),
            "exaone4_5" => QwenTwoVision.GatedKeys.All(vision.Has) ? Spec(QwenTwoVision.Gated(vision)) : null,
            "llama4" => Spec(Llama4Vision.Tensors(vision, hidden)),
            "mllama" => Spec(MllamaVision.Tensors(vision, hidden)),
            "gemma3" => Spec(SiglipVision.Gemma3(vision, hidden)),
            "gemma4" => Spec(GemmaVision.Tensors(vision, hidden)),
            "paligemma" => Spec(SiglipVision.PaliGemma(vision, hidden)),
            "mistral3" => Spec(PixtralVision.Mistral3(config.Root, vision, hidden)),
            "kimi_vl" or "kimi_k25" => Spec(MoonVision.Tensors(vision, hidden)),
            "llava" => Spec(LlavaVision.Tensors(config.Root, vision, hidden, endsRows: false)),
            "llava_next" or "llava_onevision" => Spec(LlavaVision.Tensors(config.Root, vision, hidden, endsRows: true)),
            _ => null,
        };
    }

    /// <summary>The encoder of these tensors, or null where its rule is not known.</summary>
    private static VisionSpec? Spec(IEnumerable<Tensor>? tensors) => tensors is null ? null : new([.. tensors]);
}
