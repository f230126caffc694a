using Sizing.Explain;

namespace Sizing.Training.Optimizers;

/// <summary>Row and column statistics of a matrix instead of a second moment; a vector keeps its own.</summary>
internal sealed record Factored : StateRule
{
    internal override Bytes BytesOf(StateShape shape, DataType states) =>
        shape.IsVector ? DataType.Fp32.BytesOf(shape.Elements) : Factors(shape.Rows, shape.Columns) * shape.Copies;

    [Formula("4 · (m + n)")]
    [Source("Adafactor, arXiv:1804.04235", "§3; statistics are FP32")]
    private static Bytes Factors(long rows, long columns) => DataType.Fp32.BytesOf(rows + columns);
}
