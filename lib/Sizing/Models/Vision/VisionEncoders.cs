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
        return config.Root.Text("model_type") switch
        {
            "qwen3_vl" or "qwen3_vl_moe" or "qwen3_5" or "qwen3_5_moe" => new([.. QwenVision.Tensors(vision)]),
            "qwen2_vl" => new([.. QwenTwoVision.Plain(vision)]),
            "qwen2_5_vl" or "exaone4_5" => new([.. QwenTwoVision.Gated(vision)]),
            "llama4" => new([.. Llama4Vision.Tensors(vision, config.HiddenSize)]),
            "mllama" => new([.. MllamaVision.Tensors(vision, config.HiddenSize)]),
            "gemma3" => new([.. SiglipVision.Tensors(vision, config.HiddenSize)]),
            "gemma4" => new([.. GemmaVision.Tensors(vision, config.HiddenSize)]),
            _ => null,
        };
    }

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
