using Sizing.Training;

namespace Sizing.Tool.Accuracy;

/// <summary>Replays rows that measured loss and head alone.</summary>
internal static class LossReplay
{
    private const double Bf16 = 2;
    private const double Fp32 = 4;

    internal static double Predict(Measurement row)
    {
        if (row.Noted("V") is not { } vocabulary || row.Whole("seq") is not { } sequence)
            throw new SizingException("the vocabulary or the number of tokens is not stated");
        var tokens = (double)sequence * (row.Whole("micro_batch") ?? 1);
        return (row.Text("loss"), row.Noted("H")) switch
        {
            // FP32 logits are given: they, log-softmax, two gradients inside the backward pass, and the gradient kept from the last run.
            ("hf", null) => 5 * Fp32 * tokens * vocabulary,
            // The gradient takes the place of the logits.
            ("inplace", _) => Fp32 * tokens * vocabulary,
            // Both heads of the comparison are loaded and one gradient is made; log-softmax and two gradients in 16 bits.
            ("hf", { } hidden) => 3 * Bf16 * vocabulary * hidden + tokens * (3 * Bf16 * vocabulary + 2 * Bf16 * hidden),
            // The same heads and gradient, the product that is added to the gradient, and one chunk of logits.
            ("fused", { } hidden) => 4 * Bf16 * vocabulary * hidden + 3 * Bf16 * vocabulary * LossMemory.FusedChunk((long)tokens, (long)vocabulary, (long)hidden)
                + 4 * Bf16 * tokens * hidden,
            _ => throw new SizingException("the loss path is not modelled alone"),
        };
    }
}
