using Sizing.Explain;

namespace Sizing.Training.Optimizers;

/// <summary>Muon: one momentum for matrices inside layers, two moments for everything else.</summary>
internal sealed record HiddenMomentum : StateRule
{
    internal override Bytes BytesOf(StateShape shape, DataType states) => Moments(shape, states);

    [Formula("hidden matrices: n · e; others: 2 · n · e")]
    [Source("KellerJordan/Muon", "muon.py, MuonWithAuxAdam")]
    private static Bytes Moments(StateShape shape, DataType states) => states.BytesOf(shape.Elements) * (shape.IsHidden ? 1 : 2);
}
