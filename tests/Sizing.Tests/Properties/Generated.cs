using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Sizing.Tests.Properties;

/// <summary>Generators of models, servings and runs, within what can be built.</summary>
internal static class Generated
{
    /// <summary>Checks a claim on the same 200 cases in every test run, and on 12,000 new ones in a long run (LONG_RUN=1).</summary>
    internal static void Holds<T>(Gen<T> cases, Func<T, bool> claim)
    {
        var config = Environment.GetEnvironmentVariable("LONG_RUN") == "1"
            ? Config.QuickThrowOnFailure.WithMaxTest(12_000)
            : Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20_261_126, 1);
        Prop.ForAll(cases.ToArbitrary(), claim).Check(config);
    }

    /// <summary>Dense, mixture, latent, sliding and hybrid models of every size from a toy to a giant.</summary>
    internal static Gen<GeneratedConfig> Configs => Gen.OneOf(
        Dense("llama"), Dense("qwen3"), Dense("mistral"), Sliding, Mixture, Latent, Hybrid);

    internal static Gen<ModelSpec> Models => Configs.Select(config => config.Read());

    internal static Gen<GpuSpec> Gpus => Gen.Elements(Catalog.Gpus.Where(gpu => gpu.Peak.Bf16.IsKnown && gpu.UsableMemory > Bytes.Zero));

    internal static Gen<WeightFormat> Formats => Gen.Elements(
        WeightFormat.Bf16, WeightFormat.Fp16, WeightFormat.Fp8, WeightFormat.Fp8Block, WeightFormat.Int8, WeightFormat.Int4,
        WeightFormat.Nf4, WeightFormat.MxFp4, WeightFormat.Gguf("Q4_K_M"), WeightFormat.Gguf("Q8_0"));

    internal static Gen<Serving> Servings =>
        from model in Models
        from gpu in Gpus
        from engine in Gen.Elements(EngineKind.Vllm, EngineKind.Sglang, EngineKind.TensorRtLlm, EngineKind.LlamaCpp, EngineKind.Transformers)
        from weights in Formats
        from context in Gen.Choose(16, 4096).Select(blocks => blocks * 8)
        from concurrency in Gen.Choose(1, 64)
        select new Serving(model, gpu)
        {
            Engine = ServingEngine.Newest(engine),
            Weights = weights,
            Context = context,
            Concurrency = concurrency,
        };

    internal static Gen<TrainingRun> Runs =>
        from model in Models
        from gpu in Gpus
        from optimizer in Gen.Elements(Optimizer.AdamW, Optimizer.Sgd, Optimizer.Adafactor, Optimizer.AdamW8Bit, Optimizer.Muon)
        from recompute in Gen.Elements(Enum.GetValues<Recompute>())
        from sequence in Gen.Choose(1, 128).Select(blocks => blocks * 64)
        from microBatch in Gen.Choose(1, 8)
        from adapter in Gen.Elements(null, new Adapter(16))
        select new TrainingRun(model, gpu)
        {
            Optimizer = optimizer,
            Recompute = recompute,
            Sequence = sequence,
            MicroBatch = microBatch,
            Adapter = adapter,
        };

    private static Gen<GeneratedConfig> Dense(string family) =>
        from layers in Gen.Choose(1, 40)
        from keyValueHeads in Gen.Elements(1, 2, 4, 8)
        from sharing in Gen.Elements(1, 2, 4, 8)
        from headSize in Gen.Elements(64, 128)
        from inner in Gen.Choose(1, 64)
        from vocabulary in Gen.Choose(100, 200_000)
        from tied in Gen.Elements(true, false)
        let heads = keyValueHeads * sharing
        select new GeneratedConfig(
        [
            ("model_type", $"\"{family}\""),
            ("num_hidden_layers", Text(layers)),
            ("hidden_size", Text(heads * headSize)),
            ("num_attention_heads", Text(heads)),
            ("num_key_value_heads", Text(keyValueHeads)),
            ("head_dim", Text(headSize)),
            ("intermediate_size", Text(inner * 256)),
            ("vocab_size", Text(vocabulary)),
            ("tie_word_embeddings", tied ? "true" : "false"),
            ("max_position_embeddings", "131072"),
            ("torch_dtype", "\"bfloat16\""),
        ]);

    private static Gen<GeneratedConfig> Sliding => Dense("gemma3_text")
        .SelectMany(_ => Gen.Choose(1, 8), (config, window) => config.With("sliding_window", Text(window * 512)));

    private static Gen<GeneratedConfig> Mixture =>
        from config in Dense("qwen3_moe")
        from experts in Gen.Elements(8, 16, 64, 128)
        from active in Gen.Choose(1, 8)
        from width in Gen.Choose(1, 16)
        select config.With("num_experts", Text(experts)).With("num_experts_per_tok", Text(active)).With("moe_intermediate_size", Text(width * 128));

    private static Gen<GeneratedConfig> Latent =>
        from config in Dense("deepseek_v3")
        from rank in Gen.Elements(256, 512)
        from experts in Gen.Elements(16, 64, 256)
        from dense in Gen.Choose(0, 3)
        select config.With("q_lora_rank", "1536").With("kv_lora_rank", Text(rank)).With("qk_nope_head_dim", "128").With("qk_rope_head_dim", "64")
            .With("v_head_dim", "128").With("n_routed_experts", Text(experts)).With("num_experts_per_tok", "8").With("n_shared_experts", "1")
            .With("moe_intermediate_size", "1024").With("first_k_dense_replace", Text(dense));

    private static Gen<GeneratedConfig> Hybrid =>
        from config in Dense("qwen3_next")
        from interval in Gen.Choose(1, 4)
        select config.With("full_attention_interval", Text(interval)).With("num_experts", "16").With("num_experts_per_tok", "4")
            .With("moe_intermediate_size", "512").With("shared_expert_intermediate_size", "512");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
