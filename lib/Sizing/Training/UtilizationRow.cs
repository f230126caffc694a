namespace Sizing.Training;

/// <summary>Share of the dense peak that training achieves as model FLOPs (MFU, causal masks not halved); a row of <c>data/training/utilization.csv</c>.</summary>
/// <param name="Architecture">GPU architecture.</param>
/// <param name="Compute">Number format of the matrix products.</param>
/// <param name="IsAdapter">Whether it holds for adapter training.</param>
/// <param name="Low">Low end.</param>
/// <param name="Typical">Typical share.</param>
/// <param name="High">High end.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record UtilizationRow(string Architecture, NumberFormat Compute, bool IsAdapter, double Low, double Typical, double High, string Source);
