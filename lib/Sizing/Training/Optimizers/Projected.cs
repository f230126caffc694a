using Sizing.Explain;

namespace Sizing.Training.Optimizers;

/// <summary>Moments of a gradient projected to rank r, for matrices inside layers; the plain rule for everything else.</summary>
internal sealed record Projected : StateRule
{
    private readonly bool keepsProjector;
    private readonly StateRule moments;

    internal Projected(int rank, bool keepsProjector, StateRule moments)
    {
        if (rank < 1)
            throw new SizingException($"The rank of a projection is {rank}; it must be 1 or more.");
        Rank = rank;
        this.keepsProjector = keepsProjector;
        this.moments = moments;
    }

    internal int Rank { get; }

    internal override Bytes BytesOf(StateShape shape, DataType states)
    {
        if (!shape.IsHidden || Math.Min(shape.Rows, shape.Columns) <= Rank)
            return moments.BytesOf(shape, states);
        var (shorter, longer) = (Math.Min(shape.Rows, shape.Columns), Math.Max(shape.Rows, shape.Columns));
        var projected = moments.BytesOf(new(longer, Rank, shape.Copies, false), states);
        return keepsProjector ? projected + Projector(shorter, Rank, states) * shape.Copies : projected;
    }

    [Formula("m · r · e")]
    [Source("GaLore, arXiv:2403.03507", "Table 1; APOLLO, arXiv:2412.05270, draws its projection from a seed and stores none")]
    private static Bytes Projector(long shorter, int rank, DataType states) => states.BytesOf(shorter * rank);
}
