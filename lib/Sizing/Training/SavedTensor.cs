namespace Sizing.Training;

/// <summary>A tensor that the forward pass of a layer keeps for its backward pass.</summary>
/// <param name="Name">What it is.</param>
/// <param name="BytesPerToken">Bytes per token of the micro-batch on one GPU.</param>
/// <param name="Class">What recomputation can do about it.</param>
public sealed record SavedTensor(string Name, double BytesPerToken, SavedClass Class);
