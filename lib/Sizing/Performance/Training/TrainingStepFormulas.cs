using Sizing.Explain;

namespace Sizing.Performance;

/// <summary>The parts of the time of a training step, in seconds.</summary>
public static class TrainingStepFormulas
{
    /// <summary>Operations at a share of the peak.</summary>
    /// <param name="flops">F: operations of the step, all GPUs.</param>
    /// <param name="gpus">G: GPUs.</param>
    /// <param name="peak">X: dense peak of a GPU.</param>
    /// <param name="share">η: share of it that the kernels reach.</param>
    [Formula("F / (G · X · η)")]
    [Source("Narayanan et al., arXiv:2104.04473", "§5.1")]
    [Source("data/training/rates.csv", "matrix_percent and attention_percent")]
    public static double Computing(double flops, int gpus, double peak, double share) => flops / (gpus * peak * share);

    /// <summary>Element-wise operations, which wait for memory.</summary>
    /// <param name="bytes">A: bytes that the step's forward passes leave for the backward ones, on one GPU.</param>
    /// <param name="passes">q: times that each crosses the memory bus.</param>
    /// <param name="bandwidth">B: rate of the memory.</param>
    /// <param name="share">u: share of it that kernels reach.</param>
    [Formula("q · A / (u · B)")]
    [Source("data/training/step.csv", "element_passes, bandwidth_share")]
    public static double Moving(double bytes, double passes, double bandwidth, double share) => passes * bytes / (share * bandwidth);

    /// <summary>Collectives that move their message once: all-gather, reduce-scatter, all-to-all; an all-reduce counts twice.</summary>
    /// <param name="count">c: collectives of the step.</param>
    /// <param name="message">m: bytes of one.</param>
    /// <param name="ranks">N: ranks.</param>
    /// <param name="rate">R: rate that one rank reaches.</param>
    /// <param name="exposed">x: share that computation does not hide.</param>
    [Formula("x · c · (N − 1) / N · m / R")]
    [Source("NVIDIA/nccl-tests", "doc/PERFORMANCE.md: bus bandwidth")]
    public static double Collective(double count, double message, int ranks, double rate, double exposed) => exposed * count * (ranks - 1.0) / ranks * message / rate;

    /// <summary>What pipeline stages hand on: hidden states forward and their gradients backward, for every micro-batch and chunk.</summary>
    /// <param name="microBatches">n: micro-batches of a step.</param>
    /// <param name="virtualStages">m: chunks per stage.</param>
    /// <param name="message">b: hidden states of a micro-batch on one rank.</param>
    /// <param name="rate">R: rate that one rank reaches.</param>
    [Formula("2 · n · m · b / R")]
    [Source("Narayanan et al., arXiv:2104.04473", "§3.2: b · s · h for each micro-batch and neighbour; §4.1: divided over tensor-parallel ranks; §2.2: m times as much when interleaved")]
    public static double StageTransfers(int microBatches, int virtualStages, double message, double rate) => 2.0 * microBatches * virtualStages * message / rate;

    /// <summary>Keys and values that go around a ring of context-parallel ranks.</summary>
    /// <param name="message">b: keys and values of the tokens of one rank.</param>
    /// <param name="trips">k: trips of a step; the backward pass sends keys and values again, and their gradients.</param>
    /// <param name="ranks">c: context-parallel ranks.</param>
    /// <param name="rate">R: rate that one rank reaches.</param>
    [Formula("k · (c − 1) · b / R")]
    [Source("Ring Attention, arXiv:2310.01889", "§3: blocks of keys and values pass to the next host while attention reads the present ones")]
    public static double Ring(double message, int trips, int ranks, double rate) => trips * (ranks - 1.0) * message / rate;

    /// <summary>A rate that the GPUs of a node share: of its CPUs that update parameters, of its drives that read and write states.</summary>
    /// <param name="amount">A: parameters or bytes of one GPU.</param>
    /// <param name="sharers">g: GPUs of the run on a node.</param>
    /// <param name="rate">r: rate of the node.</param>
    [Formula("A · g / r")]
    [Source("ZeRO-Offload, arXiv:2101.06840", "§5.1: CPU Adam")]
    [Source("ZeRO-Infinity, arXiv:2104.07857", "§5.2.2: states are read and written once in a step")]
    public static double Shared(double amount, int sharers, double rate) => amount * sharers / rate;

    /// <summary>What computation cannot hide of something that runs beside it.</summary>
    /// <param name="seconds">t: its time.</param>
    /// <param name="hiding">K: time of the computation beside it.</param>
    /// <param name="share">ω: share of that time which can hide something.</param>
    [Formula("max(0, t − ω · K)")]
    [Source("PyTorch FSDP, arXiv:2304.11277", "§3.3: communication overlaps with computation")]
    [Source("ZeRO-Offload, arXiv:2101.06840", "§4.1: transfers overlap with the backward pass")]
    public static double Exposed(double seconds, double hiding, double share) => Math.Max(0, seconds - share * hiding);

    /// <summary>The time in which a stage waits for the pipeline to fill and to drain.</summary>
    /// <param name="busy">K: time in which it computes and communicates.</param>
    /// <param name="stages">p: stages.</param>
    /// <param name="microBatches">n: micro-batches of a step.</param>
    /// <param name="virtualStages">m: chunks per stage.</param>
    [Formula("K · (p − 1) / (n · m)")]
    [Source("Narayanan et al., arXiv:2104.04473", "§2.2")]
    public static double Bubble(double busy, int stages, int microBatches, int virtualStages) => busy * (stages - 1.0) / (microBatches * (double)virtualStages);
}
