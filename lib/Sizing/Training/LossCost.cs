namespace Sizing.Training;

/// <summary>What a loss path holds at its peak; a row of <c>data/training/loss.csv</c>.</summary>
/// <param name="Path">The loss path.</param>
/// <param name="BytesPerLogit">Bytes per token and vocabulary entry.</param>
/// <param name="ModelTypes">Architectures that the row holds for; empty for all that no other row names.</param>
/// <param name="Arithmetic">Data types that the row holds for, or null for all.</param>
/// <param name="Source">Where the figure comes from.</param>
public sealed record LossCost(LossPath Path, double BytesPerLogit, IReadOnlyList<string> ModelTypes, LossArithmetic? Arithmetic, string Source);
