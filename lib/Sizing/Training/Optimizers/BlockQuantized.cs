using Sizing.Explain;

namespace Sizing.Training.Optimizers;

/// <summary>8-bit buffers in blocks with one FP32 scale each; small tensors stay FP32.</summary>
internal sealed record BlockQuantized(int Buffers) : StateRule
{
    private const long SmallestQuantized = 4096;
    private const long Block = 256;

    internal override Bytes BytesOf(StateShape shape, DataType states) =>
        shape.Rows * shape.Columns < SmallestQuantized
            ? DataType.Fp32.BytesOf(shape.Elements) * Buffers
            : Quantized(shape.Rows * shape.Columns) * Buffers * shape.Copies;

    [Formula("n + 4 · ⌈n / 256⌉")]
    [Source("bitsandbytes", "optim/optimizer.py, Optimizer2State; blocks of 256, tensors below 4096 elements stay FP32")]
    private static Bytes Quantized(long elements) => new(elements + 4 * ((elements + Block - 1) / Block));
}
