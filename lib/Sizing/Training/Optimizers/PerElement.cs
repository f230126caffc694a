using Sizing.Explain;

namespace Sizing.Training.Optimizers;

/// <summary>A number of buffers of the shape of the tensor.</summary>
internal sealed record PerElement(int Buffers) : StateRule
{
    internal override Bytes BytesOf(StateShape shape, DataType states) => Buffered(shape.Elements, Buffers, states);

    [Formula("k · n · e")]
    [Source("bitsandbytes", "optim/optimizer.py, Optimizer1State and Optimizer2State")]
    private static Bytes Buffered(long elements, int buffers, DataType states) => states.BytesOf(elements) * buffers;
}
