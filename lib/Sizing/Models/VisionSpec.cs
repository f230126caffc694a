namespace Sizing.Models;

/// <summary>The vision encoder and projector of a multimodal model.</summary>
/// <param name="Tensors">Its tensors.</param>
public sealed record VisionSpec(IReadOnlyList<Tensor> Tensors);
