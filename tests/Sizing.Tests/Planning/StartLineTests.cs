namespace Sizing.Tests.Planning;

/// <summary>Flags as in the engines' own sources: vllm/engine/arg_utils.py, sglang/srt/server_args.py, tensorrt_llm/commands/serve.py, llama.cpp common/arg.cpp.</summary>
public sealed class StartLineTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Llama-3.3-70B-Instruct"), Catalog.Gpu("H100"))
    {
        Plan = new(4),
        Context = 8_192,
        KvCache = DataType.Fp8,
        MaxSequences = 128,
        BatchedTokens = 8_192,
    };

    [Fact]
    public void Vllm_quantizes_to_fp8_while_it_loads() => Assert.Equal(
        "vllm serve meta-llama/Llama-3.3-70B-Instruct --tensor-parallel-size 4 --dtype bfloat16 --quantization fp8 --kv-cache-dtype fp8 "
        + "--max-model-len 8192 --gpu-memory-utilization 0.92 --max-num-seqs 128 --max-num-batched-tokens 8192",
        Line(Llama with { Weights = WeightFormat.Fp8 }).Command);

    [Fact]
    public void Vllm_needs_a_checkpoint_for_other_formats()
    {
        var line = Line(Llama with { Weights = WeightFormat.Awq() });

        Assert.StartsWith("vllm serve Llama-3.3-70B-Instruct-awq-int4-g128 ", line.Command, StringComparison.Ordinal);
        Assert.Contains("name a checkpoint", Assert.Single(line.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Vllm_divides_experts_over_data_and_tensor_ranks()
    {
        var line = Line(new Serving(Catalog.Model("deepseek-ai/DeepSeek-R1"), Catalog.Gpu("H200")) { Plan = new(1, 1, 8, 8), Context = 8_192, RedundantExperts = 8 });

        Assert.Contains("--data-parallel-size 8 --enable-expert-parallel --enable-eplb --eplb-config '{\"num_redundant_experts\":8}'", line.Command, StringComparison.Ordinal);
        Assert.DoesNotContain("--quantization", line.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void Sglang_counts_attention_replicas_among_its_tensor_ranks()
    {
        var line = Line(new Serving(Catalog.Model("deepseek-ai/DeepSeek-R1"), Catalog.Gpu("H200")) { Engine = ServingEngine.Parse("sglang"), Plan = new(1, 1, 8, 8), Context = 8_192 });

        Assert.Contains("--tp-size 8 --dp-size 8 --enable-dp-attention --ep-size 8", line.Command, StringComparison.Ordinal);
        Assert.Contains("--context-length 8192", line.Command, StringComparison.Ordinal);
    }

    // LMCache's settings are those of a worker, in GiB; HiCache's those of a rank, its memory in 1e9 bytes.
    [Fact]
    public void Cache_on_drives_starts_what_keeps_it_there()
    {
        var asked = Llama with { KvOffload = Bytes.FromGiB(64), KvDisk = Bytes.FromGiB(500) };
        var (vllm, sglang) = (Line(asked).Command, Line(asked with { Engine = ServingEngine.Parse("sglang") }).Command);

        Assert.StartsWith("LMCACHE_LOCAL_DISK=file:///kv-cache/ LMCACHE_MAX_LOCAL_DISK_SIZE=500 LMCACHE_MAX_LOCAL_CPU_SIZE=64 vllm serve ", vllm, StringComparison.Ordinal);
        Assert.EndsWith("--kv-transfer-config '{\"kv_connector\":\"LMCacheConnectorV1\",\"kv_role\":\"kv_both\"}'", vllm, StringComparison.Ordinal);
        Assert.Contains("--enable-hierarchical-cache --hicache-size 68 --hicache-storage-backend file", sglang, StringComparison.Ordinal);
        Assert.EndsWith("'{\"max_size\":536870912000}'", sglang, StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_prefixes_are_set_by_the_flags_of_each_engine()
    {
        var asked = new Serving(Catalog.Model("Qwen/Qwen3-Next-80B-A3B-Instruct"), Catalog.Gpu("H100")) { Plan = new(4), Context = 8_192, WithoutPrefixCache = true };

        Assert.Contains("--no-enable-prefix-caching", Line(asked).Command, StringComparison.Ordinal);
        Assert.Contains(
            "--disable-radix-cache --mamba-full-memory-ratio 0.3 --max-mamba-cache-size 64",
            Line(asked with { Engine = ServingEngine.Parse("sglang"), StateRatio = 0.3, StateSlots = 64 }).Command, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensorrt_llm_reads_the_type_of_the_cache_from_a_file()
    {
        var line = Line(Llama with { Engine = ServingEngine.Parse("trtllm"), Utilization = 0.9 });

        Assert.Equal(
            "echo '{\"kv_cache_config\":{\"dtype\":\"fp8\",\"free_gpu_memory_fraction\":0.9}}' > options.yaml && trtllm-serve meta-llama/Llama-3.3-70B-Instruct --backend pytorch "
            + "--tp_size 4 --max_batch_size 128 --max_num_tokens 8192 --max_seq_len 8192 --kv_cache_free_gpu_memory_fraction 0.9 --extra_llm_api_options options.yaml",
            line.Command);
    }

    [Fact]
    public void Llama_cpp_shares_its_context_among_slots()
    {
        var line = Line(new Serving(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Catalog.Gpu("RTX 3070"))
        {
            Engine = ServingEngine.Parse("llamacpp"),
            Weights = WeightFormat.Gguf("Q4_K_M"),
            KvCache = DataType.Q8_0,
            Context = 4_096,
            Concurrency = 2,
        });

        Assert.StartsWith("llama-server -m Llama-3.1-8B-Instruct-Q4_K_M.gguf -c 8192 -np 2 -ngl 999", line.Command, StringComparison.Ordinal);
        Assert.EndsWith("-fa on -ctk q8_0 -ctv q8_0", line.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void Qlora_starts_with_torchrun_and_trl()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 3070"))
        {
            Adapter = new(16) { Targets = ["all-linear"] },
            Base = WeightFormat.Nf4DoubleQuantized,
            Precision = TrainingPrecision.Bf16,
            Optimizer = Optimizer.PagedAdamW8Bit,
            Sequence = 2_048,
            Recompute = Recompute.Full,
        };

        Assert.Equal(
            "torchrun --standalone --nproc-per-node 1 -m trl.scripts.sft --model_name_or_path meta-llama/Llama-2-7b-hf --dataset_name DATASET --max_length 2048 "
            + "--per_device_train_batch_size 1 --gradient_accumulation_steps 1 --gradient_checkpointing True --bf16 True --dtype bfloat16 --optim paged_adamw_8bit "
            + "--attn_implementation flash_attention_2 --use_peft True --lora_r 16 --lora_target_modules all-linear --load_in_4bit True --bnb_4bit_quant_type nf4 --use_bnb_nested_quant True",
            StartLine.Of(run).Command);
    }

    [Fact]
    public void Divided_layers_start_with_torchrun_and_megatron_on_every_server()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-70b-hf"), Catalog.Gpu("H100"))
        {
            Framework = Catalog.TrainingFramework("megatron"),
            Plan = new() { Tensor = 8, Pipeline = 4, Data = 2, Sharding = StateSharding.Optimizer },
            Accumulation = 16,
            Recompute = Recompute.Selective,
        };

        Assert.Equal(
            "torchrun --nnodes 8 --nproc-per-node 8 --rdzv-backend c10d --rdzv-endpoint HOST:29500 pretrain_gpt.py --tensor-model-parallel-size 8 --sequence-parallel "
            + "--pipeline-model-parallel-size 4 --use-distributed-optimizer --seq-length 4096 --micro-batch-size 1 --global-batch-size 32 --bf16 --recompute-activations",
            StartLine.Of(run).Command);
    }

    private static StartLine Line(Serving serving) => StartLine.Of(serving.Estimate())!;
}
