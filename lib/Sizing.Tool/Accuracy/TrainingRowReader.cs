using Sizing.Training;

namespace Sizing.Tool.Accuracy;

/// <summary>Turns a measured row into a run. What a row leaves open takes the documented default of its framework's recipes.</summary>
internal static class TrainingRowReader
{
    private static readonly string[] CheckpointingByDefault = ["llamafactory", "unsloth", "axolotl"];
    private static readonly string[] AllLinearByDefault = ["llamafactory", "unsloth", "axolotl", "torchtune"];
    private static readonly string[] GroupedKernels = ["torchtune", "titan", "megatron", "nemo", "nanotron", "mosaic", "unsloth", "megatron-deepspeed", "xtuner"];

    private const int LitGptBatch = 64;

    /// <summary>Returns the run.</summary>
    /// <exception cref="SizingException">The row names something that is unknown.</exception>
    internal static TrainingRun Read(Measurement row, ModelSpec model)
    {
        var framework = Framework(row);
        var plan = Plan(row);
        return new(model, Gpu(row))
        {
            Framework = framework,
            Precision = Precision(row),
            Optimizer = Optimizer.Parse(OptimizerName(row), row.Whole("adapter_rank")),
            Adapter = Adapter(row, model),
            Base = Base(row),
            Sequence = Sequence(row, model),
            MicroBatch = row.Whole("micro_batch") ?? 1,
            Accumulation = row.Whole("grad_accum") ?? Accumulation(row, plan),
            Recompute = RecomputeOf(row),
            Loss = Loss(row),
            Attention = Attention(row),
            Compiled = row.Notes("torch.compile") || row.Notes("+compile") || row.Text("framework") is "titan",
            Dropout = model.ModelType is "bert" or "gpt2",
            Fp32Residual = IsPrepared(row, plan),
            Fp32Unquantized = IsPrepared(row, plan) && row.Text("framework") is "hf",
            OptimizerInBackward = row.Flag("optimizer_in_backward"),
            Plan = plan,
            Tokens = row.Noted("training_tokens") ?? row.NotedTokens(),
        };
    }

    /// <summary>Tokens of a sequence; the learned positions of a published checkpoint end what its tokenizer packs (fms-hf-tuning, tuning/sft_trainer.py).</summary>
    private static int Sequence(Measurement row, ModelSpec model)
    {
        var stated = row.Whole("seq") ?? (row.Quantity == "gpu_hours" ? model.MaxContext ?? 1 : 1);
        return Preset(row.Text("framework")) == "hf" && model.Embedding.Positions is > 0 and var positions ? Math.Min(stated, positions) : stated;
    }

    /// <summary>The chunks of XTuner hold the head beside the loss (xtuner/v1/loss/chunk_loss.py), as those of Liger's fused loss do; torchtune's divide logits.</summary>
    private static LossPath? Loss(Measurement row) => (row.Text("loss"), row.Text("framework")) switch
    {
        ("" or "inplace", _) => null,
        ("chunked", "xtuner") => LossPath.Fused,
        (var name, _) => LossPaths.Named(name),
    };

    /// <summary>The preset, with what older versions of its libraries did.</summary>
    private static TrainingFramework Framework(Measurement row)
    {
        var preset = Catalog.TrainingFramework(Preset(row.Text("framework")));
        return row switch
        {
            // PyTorch before 2.0 zeroed gradients in place instead of freeing them, and its optimizers were not in the foreach form by default.
            _ when preset.Name == "hf" && row.Text("gpu").Contains("V100", StringComparison.Ordinal) =>
                preset with
                {
                    KeepsGradients = true,
                    Foreach = false,
                    Context = row.NumberAfter("CUDA kernels alone ") is { } mebibytes ? Bytes.FromMiB(mebibytes) : preset.Context,
                },
            // torchtitan left the loss out of what it compiled until 2025: "compiling loss function causes CUDA errors, turning off for now" (train.py).
            _ when preset.Name == "titan" && row.Text("source").Contains("_2024", StringComparison.Ordinal) => preset with { CompiledBytesPerLogit = null },
            _ => preset,
        };
    }

    internal static string Preset(string framework) => framework switch
    {
        "torchtune" or "litgpt" or "titan" or "nanotron" or "megatron" or "deepspeed" or "unsloth" => framework,
        "nemo" => "megatron",
        "megatron-deepspeed" => "deepspeed",
        "mosaic" or "xtuner" => "titan",
        _ => "hf",
    };

    private static GpuSpec Gpu(Measurement row)
    {
        var gpu = Catalog.Gpu(row.Text("gpu").Length > 0 ? row.Text("gpu") : "H100 SXM 80GB");
        return row.Noted("device_memory_gb") is { } memory ? gpu with { NvmlMemory = Bytes.FromGiB(memory), CudaVisibleMemory = null } : gpu;
    }

    private static TrainingPrecision Precision(Measurement row) => row.Text("precision") switch
    {
        "fp32" => TrainingPrecision.Fp32,
        "bf16" or "fp16" => TrainingPrecision.Bf16,
        "bf16-mixed" => TrainingPrecision.Bf16Mixed,
        "fp16-mixed" => TrainingPrecision.Fp16Mixed,
        "fp8" => TrainingPrecision.Fp8,
        _ => row.Text("method") == "full" ? TrainingPrecision.Bf16Mixed : TrainingPrecision.Bf16,
    };

    private static string OptimizerName(Measurement row) => row.Text("optimizer") switch
    {
        "" when row.Text("framework") == "torchtune" && row.Text("method") == "full" => "paged-adamw-8bit",
        "" or "lora-fa" => "adamw",
        "galore-adamw-8bit" => "galore-8bit",
        var name => name,
    };

    private static bool TrainsAdapter(Measurement row) => row.Text("method") is "lora" or "qlora" or "dora" or "adalora" or "oft" or "adapter" or "adapter-v2";

    /// <summary>PEFT adapts modules by their names: the attention output of GPT-2 and GPT-BigCode is called c_proj.</summary>
    private static IEnumerable<string> Named(IEnumerable<string> targets, ModelSpec model) =>
        model.ModelType is "gpt2" or "gpt_bigcode" ? targets.Where(target => target != "o_proj") : targets;

    private static Adapter? Adapter(Measurement row, ModelSpec model)
    {
        if (!TrainsAdapter(row))
            return null;
        if (row.Text("method") is ("adapter" or "adapter-v2") and var prompts)
            return TrainingNames.AdapterOf(prompts, row.Whole("adapter_rank") ?? TrainingNames.RankOf(prompts), "");
        var targets = row.Text("adapter_targets") is { Length: > 0 } named ? named.Split('+') : DefaultTargets(row);
        return new(row.Whole("adapter_rank") ?? 8)
        {
            Targets = [.. Named(targets, model)],
            Kind = row.Text("method") == "dora" ? AdapterKind.Dora : AdapterKind.Lora,
            Storage = row.Text("adapter_dtype") is { Length: > 0 } type ? DataType.Parse(type) : null,
            Dropout = row.Text("framework") is "litgpt" or "axolotl",
        };
    }

    private static string[] DefaultTargets(Measurement row) => AllLinearByDefault.Contains(row.Text("framework")) ? ["all-linear"] : ["q_proj", "v_proj"];

    /// <summary>Bitsandbytes recipes of every framework but LitGPT, which names it, use double quantization.</summary>
    private static WeightFormat? Base(Measurement row) => row.Text("base_format") switch
    {
        "nf4" when row.Text("framework") == "litgpt" => WeightFormat.Nf4,
        "nf4" or "nf4-dq" or "4bit" => WeightFormat.Nf4DoubleQuantized,
        "int8" or "8bit" => WeightFormat.Int8,
        "2bit" => throw new SizingException("The 2-bit format is not stated."),
        "" when row.Text("method") == "qlora" => WeightFormat.Nf4DoubleQuantized,
        "bf16" or "" when TrainsAdapter(row) => WeightFormat.Bf16,
        _ => null,
    };

    private static TrainingPlan Plan(Measurement row)
    {
        var (tp, pp, cp) = (row.Whole("tp") ?? 1, row.Whole("pp") ?? 1, row.Whole("cp") ?? 1);
        return new()
        {
            Tensor = tp,
            Pipeline = pp,
            Virtual = row.Whole("vpp") ?? 1,
            Context = cp,
            Expert = row.Whole("ep") ?? 1,
            Data = row.Whole("dp") ?? Math.Max(1, (row.Whole("gpus") ?? 1) / (tp * pp * cp)),
            SequenceParallel = row.Text("sequence_parallel") != "false",
            Sharding = row.Text("sharding") switch
            {
                "zero1" or "megatron-distopt" => StateSharding.Optimizer,
                "zero2" => StateSharding.Gradients,
                "zero3" or "fsdp" => StateSharding.Weights,
                _ => StateSharding.None,
            },
            OffloadOptimizer = row.Flag("optimizer_offload"),
            OffloadWeights = row.Flag("parameter_offload"),
            OffloadActivations = row.Flag("activation_offload"),
        };
    }

    /// <summary>LitGPT's fine-tuning scripts step after 64 sequences; the step of other frameworks is one micro-batch for each stage when a row leaves it open.</summary>
    private static int Accumulation(Measurement row, TrainingPlan plan)
    {
        var sequences = row.Whole("global_batch") ?? (row.Id.StartsWith("litgpt-res", StringComparison.Ordinal) && plan.Gpus > 1 ? LitGptBatch : null);
        return sequences is { } batch ? Math.Max(1, batch / (plan.Data * (row.Whole("micro_batch") ?? 1))) : plan.Pipeline;
    }

    private static Recompute RecomputeOf(Measurement row) => row.Text("recompute") switch
    {
        "full" => Recompute.Full,
        "selective" => Recompute.Selective,
        "" when CheckpointingByDefault.Contains(row.Text("framework")) || row.Notes("unsloth") => Recompute.Full,
        "" when row.Text("framework") == "titan" => Recompute.Selective,
        _ => Recompute.None,
    };

    private static AttentionKernel Attention(Measurement row) => row.Text("attention") switch
    {
        "flash" => AttentionKernel.Flash,
        "eager" => AttentionKernel.Eager,
        _ => row.Text("model").StartsWith("bert", StringComparison.Ordinal)
            ? AttentionKernel.Eager
            : GroupedKernels.Contains(row.Text("framework")) ? AttentionKernel.Flash : AttentionKernel.Sdpa,
    };

    /// <summary>peft's prepare_model_for_kbit_training leaves an FP32 residual stream; FSDP needs one data type and does without.</summary>
    private static bool IsPrepared(Measurement row, TrainingPlan plan) =>
        plan.Gpus == 1 && row.Text("method") == "qlora"
        && (row.Notes("config baseline-peft-bnb") || (row.Text("framework") is "hf" && row.Quantity is "max_seq" or "oom"));
}
