using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary>Megatron-LM's <c>pretrain_gpt.py</c>; flags as in megatron/training/arguments.py. The model's own shape is left to its example script.</summary>
internal static class MegatronLine
{
    internal static StartLine Of(TrainingRun run, int gpusOfServer)
    {
        var plan = run.Plan;
        return new(
            Line(
                TrlLine.Torchrun(plan.Gpus, gpusOfServer), "pretrain_gpt.py", Degree("--tensor-model-parallel-size", plan.Tensor),
                plan is { Tensor: > 1, SequenceParallel: true } ? "--sequence-parallel" : null,
                Degree("--pipeline-model-parallel-size", plan.Pipeline),
                plan.Virtual > 1 ? Flag("--num-layers-per-virtual-pipeline-stage", run.Model.Layers.Count / (plan.Pipeline * plan.Virtual)) : null,
                Degree("--context-parallel-size", plan.Context), Degree("--expert-model-parallel-size", plan.Expert),
                plan.ExpertTensor is { } ranks ? Flag("--expert-tensor-parallel-size", ranks) : null,
                plan.Sharding switch
                {
                    StateSharding.None => null,
                    StateSharding.Optimizer => "--use-distributed-optimizer",
                    _ => $"--use-megatron-fsdp --data-parallel-sharding-strategy {(plan.Sharding is StateSharding.Weights ? "optim_grads_params" : "optim_grads")}",
                },
                Flag("--seq-length", run.Sequence), Flag("--micro-batch-size", run.MicroBatch), Flag("--global-batch-size", run.GlobalBatch),
                run.Precision is TrainingPrecision.Fp8 ? "--bf16 --fp8-format hybrid" : run.Precision is TrainingPrecision.Fp16Mixed ? "--fp16" : "--bf16",
                run.Recompute switch { Recompute.Full => $"--recompute-granularity full --recompute-method uniform {Flag("--recompute-num-layers", run.RecomputeEvery)}", Recompute.Selective => "--recompute-activations", _ => null },
                plan.OffloadOptimizer ? "--optimizer-cpu-offload" : null),
            [$"Add the shape of {run.Model.Name} and the data as in examples/ of Megatron-LM."]);
    }
}
