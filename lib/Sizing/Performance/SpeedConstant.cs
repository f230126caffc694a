using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>One row of <c>data/engines/speed.csv</c>: a calibrated figure of the step-time model.</summary>
/// <param name="Name">What the figure is: <c>weight_read</c>.</param>
/// <param name="Engine">The engine it holds for, or null for all that have none of their own.</param>
/// <param name="Architecture">The GPU architecture it holds for, or its compute capability (<c>capability 10</c>), or empty for all that have none of their own.</param>
/// <param name="Value">The figure, with its unit.</param>
/// <param name="Prior">What a calibration begins with and keeps to where rows say little: a round figure that no row set; null for what is not fitted.</param>
/// <param name="Spread">How far from it the figure may be without saying much, as a logarithm: 0.5 is a factor of 1.6.</param>
/// <param name="Source">What it was fitted to.</param>
/// <param name="Note">A remark on the figure.</param>
public sealed record SpeedConstant(string Name, EngineKind? Engine, string Architecture, Amount Value, Amount? Prior, double Spread, Source Source, string Note);
