using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>What engines take, by their own documents: the list of --kv-cache-dtype, and vLLM's table "Supported Hardware" of quantization.</summary>
public sealed class EngineFormatsTests
{
    private static readonly ModelSpec Llama = Catalog.Model("meta-llama/Llama-3.1-8B");

    // vllm/config/cache.py CacheDType; llama.cpp common/arg.cpp kv_cache_types; SGLang docs, quantized KV cache: FP8 and FP4.
    [Theory]
    [InlineData("vllm@0.23.0", "int4", "bf16, fp16, fp8")]
    [InlineData("vllm@0.9.0", "nvfp4", "bf16, fp16, fp8")]
    [InlineData("vllm", "q8_0", "bf16, fp16, fp8, nvfp4")]
    [InlineData("sglang", "int8", "bf16, fp16, fp8, nvfp4")]
    [InlineData("trtllm", "int4", "bf16, fp16, fp8, nvfp4")]
    [InlineData("llamacpp", "fp8", "fp32, fp16, bf16, q8_0, q5_1, q5_0, q4_1, q4_0")]
    [InlineData("transformers", "fp8", "fp32, fp16, bf16")]
    public void A_cache_that_the_engine_does_not_store_is_refused_with_those_it_does(string engine, string type, string known)
    {
        var serving = new Serving(Llama, Catalog.Gpu("B200")) { Context = 8_192, Engine = ServingEngine.Parse(engine), KvCache = DataType.Parse(type) };

        var refused = Assert.Throws<SizingException>(serving.Estimate);

        Assert.Equal($"{serving.Engine} does not store the KV cache in {type}; it takes {known}.", refused.Message);
    }

    // vllm/config/cache.py CacheDType since 0.25: int4_per_token_head, int8_per_token_head.
    [Theory]
    [InlineData("int4")]
    [InlineData("int8")]
    public void A_cache_whose_bytes_are_not_modelled_is_refused_as_that(string type) => Assert.Equal(
        $"vllm 0.25.0 stores the KV cache in {type} only with a scale for each token and head ({type}_per_token_head), which is not modelled; modelled are bf16, fp16, fp8, nvfp4.",
        EngineFormats.CacheRefusal(ServingEngine.Parse("vllm@0.25.0"), Catalog.Gpu("B200"), DataType.Parse(type)));

    [Theory]
    [InlineData("vllm", "B200", "nvfp4", true)]
    [InlineData("vllm", "H100", "nvfp4", false)]
    [InlineData("trtllm", "A100 SXM 80GB", "fp8", false)]
    [InlineData("vllm", "A100 SXM 80GB", "fp8", true)]
    [InlineData("llamacpp", "M2 Ultra", "q4_0", true)]
    [InlineData("vllm", "MI300X", "fp8", true)]
    [InlineData("vllm", "MI300X", "nvfp4", false)]
    public void A_cache_may_need_a_newer_gpu(string engine, string gpu, string type, bool isTaken) =>
        Assert.Equal(isTaken, EngineFormats.CacheRefusal(ServingEngine.Parse(engine), Catalog.Gpu(gpu), DataType.Parse(type)) is null);

    // docs.vllm.ai, features/quantization: AWQ and INT8 from Turing on, GPTQ from Volta on, Marlin for FP8 and FP4 on Turing since 0.16, MXFP4 not on Turing.
    // TensorRT-LLM by the support matrix of the Model Optimizer: FP8 from Ada, FP4 from Blackwell on. llama.cpp loads GGUF files.
    [Theory]
    [InlineData("vllm", "A100 SXM 80GB", "fp8", true)]
    [InlineData("vllm", "H100", "nvfp4", true)]
    [InlineData("vllm@0.15.1", "T4", "fp8", false)]
    [InlineData("vllm@0.16.0", "T4", "fp8", true)]
    [InlineData("vllm", "T4", "mxfp4", false)]
    [InlineData("vllm", "V100 SXM 32GB", "awq", false)]
    [InlineData("vllm", "V100 SXM 32GB", "gptq", true)]
    [InlineData("vllm", "V100 SXM 32GB", "fp8", false)]
    [InlineData("vllm", "V100 SXM 32GB", "gptq-int3-g128", true)]
    [InlineData("vllm", "MI300X", "fp8", true)]
    [InlineData("vllm", "MI300X", "mxfp4", true)]
    [InlineData("vllm", "MI300X", "nvfp4", false)]
    [InlineData("vllm", "MI210", "fp8", false)]
    [InlineData("sglang@0.5.9", "H100", "nvfp4", false)]
    [InlineData("sglang", "H100", "nvfp4", true)]
    [InlineData("trtllm", "A100 SXM 80GB", "fp8", false)]
    [InlineData("trtllm", "H100", "nvfp4", false)]
    [InlineData("trtllm", "B200", "nvfp4", true)]
    [InlineData("llamacpp", "RTX 4090", "awq", false)]
    [InlineData("llamacpp", "RTX 4090", "q4_k_m", true)]
    [InlineData("trtllm", "RTX 4090", "q4_k_m", false)]
    public void Weights_are_taken_where_the_engine_has_a_kernel_for_them(string engine, string gpu, string format, bool isTaken) =>
        Assert.Equal(isTaken, EngineFormats.WeightsRefusal(ServingEngine.Parse(engine), Catalog.Gpu(gpu), Llama, WeightFormat.Parse(format)) is null);

    // TensorRT-LLM is NVIDIA's; llama.cpp lists Metal, CUDA, HIP and SYCL; vLLM has no Metal.
    [Theory]
    [InlineData("trtllm", "MI300X", "trtllm does not run on MI300X; it runs on hardware of NVIDIA.")]
    [InlineData("vllm", "M2 Ultra", "vllm does not run on M2 Ultra 192GB; it runs on hardware of NVIDIA, AMD, Intel, Google.")]
    [InlineData("llamacpp", "M2 Ultra", null)]
    [InlineData("vllm", "MI300X", null)]
    public void An_engine_runs_on_the_hardware_of_its_vendors(string engine, string gpu, string? reason) =>
        Assert.Equal(reason, new Serving(Llama, Catalog.Gpu(gpu)) { Context = 8_192, Engine = ServingEngine.Parse(engine) }.Estimate().WhyNot);

    [Fact]
    public void Fp8_on_an_A100_is_explained_as_weights_alone()
    {
        var estimate = new Serving(Llama, Catalog.Gpu("A100 SXM 80GB")) { Context = 8_192, Weights = WeightFormat.Fp8 }.Estimate();

        Assert.True(estimate.Fits);
        Assert.Contains("A100 SXM 80GB has no matrix units for fp8: vllm keeps the weights in it and multiplies in bf16, which saves memory and no computation.", estimate.Warnings);
    }

    [Fact]
    public void Fp8_on_an_H100_needs_no_explanation() =>
        Assert.Empty(new Serving(Llama, Catalog.Gpu("H100")) { Context = 8_192, Weights = WeightFormat.Fp8 }.Estimate().Warnings);

    // vLLM 0.9.2 on a T4 logs "doesn't support torch.bfloat16. Falling back to torch.float16"; 0.8 and before refuse with a ValueError.
    [Theory]
    [InlineData("vllm@0.8.5", false)]
    [InlineData("vllm@0.9.2", true)]
    [InlineData("trtllm", false)]
    public void Bf16_on_a_T4_is_cast_by_newer_versions(string engine, bool isCast)
    {
        var estimate = new Serving(Catalog.Model("llama-3.2-3b"), Catalog.Gpu("T4")) { Context = 4_096, Engine = ServingEngine.Parse(engine) }.Estimate();

        Assert.Contains("cannot compute in bf16; use fp16", estimate.WhyNot, StringComparison.Ordinal);
        Assert.Equal(isCast, estimate.Warnings.Any(warning => warning.Contains("computes in fp16 by itself", StringComparison.Ordinal)));
    }

    // vllm-project/vllm: an AWQ model in 0.10.1 on a card of compute capability 7.5, "Falling back to torch.float16 for compatibility"; model.py keeps Gemma 3 out of FP16.
    // sgl-project/sglang, model_runner.py: "Use float16 due to lack of bfloat16 support" from 7.5 on, and "SGLang only supports sm75 and above".
    [Theory]
    [InlineData("vllm@0.10.1", "llama-3.2-3b", "T4", "Falling back to torch.float16 for compatibility.")]
    [InlineData("sglang", "llama-3.2-3b", "T4", "Use float16 due to lack of bfloat16 support.")]
    [InlineData("sglang", "llama-3.2-3b", "V100 SXM 32GB", null)]
    [InlineData("vllm@0.8.5", "llama-3.2-3b", "T4", null)]
    [InlineData("vllm@0.10.1", "gemma-3-4b", "T4", null)]
    public void Quantized_weights_are_computed_in_fp16_where_the_engine_falls_back(string engine, string model, string gpu, string? said)
    {
        var estimate = new Serving(Catalog.Model(model), Catalog.Gpu(gpu)) { Context = 4_096, Engine = ServingEngine.Parse(engine), Weights = WeightFormat.Awq() }.Estimate();

        Assert.Equal(said is null ? DataType.Bf16 : DataType.Fp16, estimate.Setup.Activation);
        Assert.Equal(said is not null, estimate.Fits);
        Assert.Equal(said is not null, estimate.Warnings.Any(warning => warning.Contains(said ?? "by itself", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_type_that_is_asked_for_is_not_cast() => Assert.DoesNotContain(
        new Serving(Llama, Catalog.Gpu("T4")) { Context = 4_096, Engine = ServingEngine.Parse("vllm@0.9.2"), Weights = WeightFormat.Bf16 }.Estimate().Warnings,
        warning => warning.Contains("by itself", StringComparison.Ordinal));

    [Fact]
    public void The_oldest_version_that_was_seen_is_not_called_older() =>
        Assert.Empty(new Serving(Llama, Catalog.Gpu("H100")) { Context = 8_192, Engine = ServingEngine.Parse("vllm@0.6.4") }.Estimate().Warnings);

    [Theory]
    [InlineData("vllm@99.0", "vllm 99.0.0 is newer than 0.30.0, the newest whose figures are known; those of 0.30.0 are used.")]
    [InlineData("vllm@0.2", "vllm 0.2.0 is older than 0.6.4, the oldest whose figures were seen; those of 0.6.4 are used.")]
    public void A_version_that_was_not_seen_is_said_to_be(string engine, string warning) =>
        Assert.Contains(warning, new Serving(Llama, Catalog.Gpu("H100")) { Context = 8_192, Engine = ServingEngine.Parse(engine) }.Estimate().Warnings);

    [Fact]
    public void A_build_of_llama_cpp_is_a_version() => Assert.Equal(new Version(0, 0, 6_500), ServingEngine.Parse("llamacpp@b6500").Version);
}
