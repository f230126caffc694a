using Sizing.Models.Reading;
using static Sizing.Models.Weights;

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
            "gemma3" => Spec(vision, SiglipVision.Keys, () => SiglipVision.Tensors(vision, hidden)),
            "gemma4" => Spec(vision, GemmaVision.Keys, () => GemmaVision.Tensors(vision, hidden)),
            _ => null,
        };
    }

    /// <summary>The encoder when the config has all keys that it takes, else null.</summary>
    private static VisionSpec? Spec(ConfigSection vision, IReadOnlyList<string> keys, Func<IEnumerable<Tensor>> tensors) =>
        keys.All(vision.Has) ? new([.. tensors()]) : null;

    /// <summary>A layer norm with weight and bias.</summary>
    internal static IEnumerable<Tensor> LayerNorm(string name, long width) => Norm(name, NormKind.WeightAndBias, width, ModelPart.Vision);

    /// <summary>A matrix, with a bias unless told otherwise.</summary>
    internal static IEnumerable<Tensor> Matrix(string name, long outputs, long inputs, bool bias = true) =>
        Linear(name, TensorRole.Vision, ModelPart.Vision, outputs, inputs, Sharding.Replicated, bias);

    /// <summary>A stored table or vector.</summary>
    internal static Tensor Table(string name, long rows, long columns = 1) => new()
    {
        LocalName = name, Role = TensorRole.Vision, Part = ModelPart.Vision, Rows = rows, Columns = columns,
    };

    /// <summary>The encoder layers, bounded.</summary>
    internal static IEnumerable<Tensor> Layers(int count, Func<string, IEnumerable<Tensor>> layer, string prefix = "visual.blocks") =>
        Enumerable.Range(0, count).SelectMany(index => layer($"{prefix}.{index}"));
}
