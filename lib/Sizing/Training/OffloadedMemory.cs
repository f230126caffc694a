using Sizing.Explain;

namespace Sizing.Training;

/// <summary>One GPU's share of what is outside it: in host memory, and on NVMe drives.</summary>
internal static class OffloadedMemory
{
    private const int SwapBuffers = 4;

    /// <summary>What host memory holds, or null when nothing is offloaded.</summary>
    internal static Term? Host(TrainingRun run, Timeline line)
    {
        var (plan, states) = (run.Plan, line.States);
        var gradients = plan.OffloadOptimizer ? Timeline.Some("Gradients for the optimizer", TermKind.Gradients, states.Gradients, "") : [];
        return SumOf(
            "Host memory",
            [
                .. plan.OffloadToNvme
                    ? [Buffers(states.LargestTensor)]
                    : States(run, states),
                .. gradients,
                .. plan.OffloadActivations ? Timeline.Some("Checkpoints of layers", TermKind.Activations, line.Activations.Kept, "") : [],
            ]);
    }

    /// <summary>What NVMe drives hold, or null when they take nothing.</summary>
    internal static Term? Nvme(TrainingRun run, Timeline line) => run.Plan.OffloadToNvme ? SumOf("NVMe drives", [.. States(run, line.States)]) : null;

    /// <summary>Buffers through which states pass between drives and the optimizer: FP32 weights, gradients and two moments of a tensor.</summary>
    /// <param name="elements">n: elements of the largest tensor.</param>
    [Formula("4 · 4 · n")]
    [Source("deepspeedai/DeepSpeed", "docs/_pages/config-json.md, offload_optimizer.buffer_count: 4 states of a parameter with Adam")]
    internal static Bytes SwapBytes(long elements) => DataType.Fp32.BytesOf(elements) * SwapBuffers;

    private static IEnumerable<Term> States(TrainingRun run, StageStates states) =>
    [
        .. run.Plan.OffloadOptimizer ? Timeline.Some("FP32 master copy", TermKind.MasterWeights, states.Master, "") : [],
        .. run.Plan.OffloadOptimizer || run.Optimizer.IsPaged ? Timeline.Some($"States of {run.Optimizer}", TermKind.Optimizer, states.Optimizer, "") : [],
        .. run.Plan.OffloadWeights ? Timeline.Some("Weights", TermKind.Weights, states.Weights, "") : [],
    ];

    private static Term Buffers(long elements) => Term.Computed(
        "Buffers of the drives", TermKind.Temporary, SwapBytes(elements), SwapBytes, new Input("n", "elements of the largest tensor", Amount.Exact(elements, Unit.Parameters)));

    private static Term? SumOf(string name, List<Term> terms) => terms.Count == 0 ? null : Term.Sum(name, TermKind.Other, terms);
}
