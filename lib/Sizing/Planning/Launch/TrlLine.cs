using static Sizing.Planning.Launch.Words;

namespace Sizing.Planning.Launch;

/// <summary>TRL's trainer of supervised fine-tuning under <c>torchrun</c>; flags of transformers' TrainingArguments and of TRL's ModelConfig.</summary>
internal static class TrlLine
{
    internal static StartLine Of(TrainingRun run, int gpusOfServer) => new(
        Line(
            Torchrun(run.Plan.Gpus, gpusOfServer), "-m trl.scripts.sft --model_name_or_path", Quoted(run.Model.Name), "--dataset_name DATASET",
            Flag("--max_length", run.Sequence), Flag("--per_device_train_batch_size", run.MicroBatch), Flag("--gradient_accumulation_steps", run.Accumulation),
            $"--gradient_checkpointing {(run.Recompute is Recompute.None ? "False" : "True")}",
            run.Precision switch { TrainingPrecision.Fp32 => "--bf16 False", TrainingPrecision.Fp16Mixed => "--fp16 True", TrainingPrecision.Bf16 => "--bf16 True --dtype bfloat16", _ => "--bf16 True" },
            OptimizerFlag(run.Optimizer.Name), Attention(run),
            run.Loss is LossPath.Fused ? "--use_liger_kernel True" : null,
            run.Adapter is { } adapter ? $"--use_peft True {Flag("--lora_r", adapter.Rank)} --lora_target_modules {string.Join(' ', adapter.Targets)}" : null,
            run.Base?.Name is "nf4" or "nf4-dq" ? $"--load_in_4bit True --bnb_4bit_quant_type nf4{(run.Base.Name == "nf4-dq" ? " --use_bnb_nested_quant True" : "")}" : run.Base?.Name is "int8" ? "--load_in_8bit True" : null,
            Sharding(run.Plan)),
        [.. NotesOf(run)]);

    internal static string Torchrun(int gpus, int gpusOfServer) => gpus <= gpusOfServer
        ? $"torchrun --standalone --nproc-per-node {gpus}"
        : $"torchrun --nnodes {(gpus + gpusOfServer - 1) / gpusOfServer} --nproc-per-node {gpusOfServer} --rdzv-backend c10d --rdzv-endpoint HOST:29500";

    private static string? OptimizerFlag(string name) => name switch
    {
        "adamw" => "--optim adamw_torch",
        "adamw-8bit" => "--optim adamw_bnb_8bit",
        "paged-adamw" => "--optim paged_adamw_32bit",
        "paged-adamw-8bit" => "--optim paged_adamw_8bit",
        "adafactor" => "--optim adafactor",
        "sgd" => "--optim sgd",
        "lion" => "--optim lion_32bit",
        "lomo" => "--optim lomo",
        "adalomo" => "--optim adalomo",
        "galore-adamw" => "--optim galore_adamw_layerwise --optim_target_modules all-linear",
        "galore-adamw-8bit" => "--optim galore_adamw_8bit_layerwise --optim_target_modules all-linear",
        "apollo" => "--optim apollo_adamw --optim_target_modules all-linear",
        _ => null,
    };

    private static string? Attention(TrainingRun run) => run.Attention switch
    {
        AttentionKernel.Flash => "--attn_implementation flash_attention_2",
        AttentionKernel.Sdpa => "--attn_implementation sdpa",
        _ => "--attn_implementation eager",
    };

    private static string? Sharding(TrainingPlan plan) => plan switch
    {
        { Data: 1 } => null,
        { Sharding: StateSharding.Weights } => "--fsdp 'full_shard auto_wrap'",
        { Sharding: StateSharding.Gradients } => "--fsdp 'shard_grad_op auto_wrap'",
        { Sharding: StateSharding.Optimizer } => "--deepspeed zero1.json",
        _ => null,
    };

    private static IEnumerable<string> NotesOf(TrainingRun run)
    {
        if (run.Plan.OffloadOptimizer || run.Plan.OffloadWeights || run.Plan.OffloadActivations)
            yield return "What is in host memory needs DeepSpeed: --deepspeed with offload_optimizer or offload_param to cpu, and cpu_checkpointing for activations.";
        if (OptimizerFlag(run.Optimizer.Name) is null)
            yield return $"transformers has no --optim for {run.Optimizer}; pass the optimizer to the trainer.";
        if (run.Recompute is Recompute.Selective)
            yield return "transformers recomputes whole layers; selective recomputation needs a context function of torch.utils.checkpoint.";
        if (run.Loss is LossPath.Cut or LossPath.Chunked)
            yield return "transformers forms all logits at once; --use_liger_kernel True does not, and is nearest.";
        if (run.OptimizerInBackward)
            yield return "The optimizer step inside the backward pass needs a hook (register_post_accumulate_grad_hook) or torchtune's optimizer_in_bwd=True.";
    }
}
