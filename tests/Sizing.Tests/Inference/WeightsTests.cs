using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Tests.Inference;

public sealed class WeightsTests
{
    // GiB per GPU that vLLM logged after loading ("Model loading took"): 0.19 on H100 unless said otherwise,
    // llm-d-incubation/llm-d-planner, accuracy report.
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 1, 1, 14.99)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 2, 1, 7.51)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 4, 1, 3.77)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 1, 2, 7.51)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 1, 4, 4.26)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp32", 1, 1, 29.98)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp8", 1, 1, 8.49)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "int8-w8a8", 1, 1, 8.49)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "int4-w4a16", 1, 1, 5.38)]
    [InlineData("meta-llama/Llama-3.1-70B", "fp8-dynamic", 2, 1, 33.88)]
    [InlineData("meta-llama/Llama-3.1-70B", "fp8-dynamic", 4, 1, 16.96)]
    [InlineData("meta-llama/Llama-3.1-70B", "int8-w8a8", 1, 1, 67.7229)] // 0.7
    [InlineData("Qwen/Qwen3-8B", "bf16", 1, 1, 15.27)]
    [InlineData("Qwen/Qwen3-30B-A3B", "bf16", 1, 1, 56.88)]
    [InlineData("google/gemma-2-9b", "bf16", 1, 1, 17.22)]
    [InlineData("ibm-granite/granite-3.3-8b-instruct", "bf16", 1, 1, 15.25)]
    [InlineData("microsoft/phi-2", "fp16", 1, 1, 5.19)]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "bf16", 2, 1, 43.51)]
    [InlineData("deepseek-ai/DeepSeek-V2-Lite", "bf16", 1, 1, 29.43)]
    [InlineData("google/gemma-3-12b-it", "bf16", 1, 1, 23.31)]
    [InlineData("ibm-granite/granite-vision-3.3-2b", "bf16", 1, 1, 5.54)]
    [InlineData("moonshotai/Kimi-VL-A3B-Instruct", "bf16", 1, 1, 30.74)]
    [InlineData("mistralai/Mistral-Small-3.1-24B-Instruct-2503", "int8-w8a8", 1, 1, 24.07)]
    [InlineData("mistralai/Mistral-Small-3.1-24B-Instruct-2503", "int8-w8a8", 2, 1, 12.11)]
    public void The_weights_of_a_rank_are_within_half_a_percent_of_the_log(string name, string format, int tensor, int pipeline, double gibibytes)
    {
        var model = Catalog.Model(name);
        var placement = new WeightPlacement { TensorParallel = tensor, PipelineParallel = pipeline, VocabularyMultiple = 64 };
        var bytes = Weights.ResidentBytes(model, WeightFormat.Parse(format), placement)
            + Weights.RotaryTableBytes(model, format == "fp32" ? DataType.Fp32 : DataType.Bf16)
            + Weights.AbsorbedProjectionBytes(model.Layers, tensor);
        Assert.InRange(bytes.InGiB / gibibytes, 0.995, 1.005);
    }

    // vLLM 0.10.1 logged 65.9651 GiB for gpt-oss-120b on one H100, whose checkpoint has 60.77: its Marlin kernel pads the experts.
    [Fact]
    public void Padded_experts_of_gpt_oss_take_what_the_log_says()
    {
        var placement = new WeightPlacement { VocabularyMultiple = 64, ExpertHiddenMultiple = 256, ExpertWidthMultiple = 128 };
        Assert.InRange(Weights.ResidentBytes(Catalog.Model("openai/gpt-oss-120b"), WeightFormat.MxFp4, placement).InGiB / 65.9651, 0.995, 1.005);
    }

    // gpt-oss-20b on two ranks: 24 layers of 32 experts of three matrices of 2880 · 1440, padded to 3072 · 1536 weights of 17 / 32 bytes. Its BF16 files are not padded:
    // 20,914,757,184 parameters of 2 bytes. The 50,257 tokens of GPT-2 (124,439,808 parameters) are padded to 50,304.
    [Theory]
    [InlineData("openai/gpt-oss-20b", "mxfp4", 2, 24L * 32 * 3 * (3_072 * 1_536 - 2_880 * 1_440) * 17 / 32)]
    [InlineData("openai/gpt-oss-20b", "bf16", 1, 0)]
    [InlineData("openai-community/gpt2", "fp16", 1, 47L * 768 * 2)]
    public void Engines_pad_experts_in_MXFP4_and_the_vocabulary(string name, string format, int ranks, long padding)
    {
        var (model, weights) = (Catalog.Model(name), WeightFormat.Parse(format));
        var serving = new Serving(model, Catalog.Gpu("H200")) { Context = 1_024, Weights = weights, Plan = new(ranks), Engine = ServingEngine.Parse("vllm@0.10.1") };

        var loaded = serving.Estimate().Stage.Weights.Walk().Single(node => node.Term.Name == "Weight tensors").Term.Value.Whole;

        Assert.Equal(padding, loaded - Weights.ResidentBytes(model, weights, new() { TensorParallel = ranks }).Count);
    }

    // The 'ignore' list of nvidia/Kimi-K2.5-NVFP4 names self_attn of every layer and the head.
    [Fact]
    public void Nvfp4_of_a_mixture_spares_attention_as_nvidias_checkpoint_does()
    {
        var published = Catalog.Model("nvidia/Kimi-K2.5-NVFP4");

        Assert.Equal(Weights.CheckpointBytes(published, WeightFormat.Of(published)), Weights.CheckpointBytes(Catalog.Model("moonshotai/Kimi-K2.5"), WeightFormat.NvFp4));
    }

    // SGLang on 8 × H200, "Load weight end. quant=fp8, fmt=e4m3 … mem usage=125.65 GB" (SemiAnalysisAI/InferenceX#2128): 61 · 384 · 3 · 7168 · 3072 expert weights
    // in 17 / 32 bytes by 8 are 95.7 GiB, their FP32 scales 22.5 GiB, the rest 6.1 GiB. A B200 multiplies in MXFP4 and needs no second scales.
    [Fact]
    public void Sglang_keeps_the_scales_of_fp4_experts_twice_on_hopper()
    {
        var serving = new Serving(Catalog.Model("deepseek-ai/DeepSeek-V4-Pro"), Catalog.Gpu("H200")) { Engine = ServingEngine.Parse("sglang"), Plan = new(8), Context = 9_216 };

        Assert.Equal(125.65, serving.Estimate().Weights.InGiB, 125.65 * 0.015);
        Assert.Equal(22.518, (serving.Estimate().Weights - (serving with { Gpu = Catalog.Gpu("B200") }).Estimate().Weights).InGiB, 0.001);
    }

    [Theory]
    [InlineData(32, 4, 8, 8, 8, 8)]
    [InlineData(62, 4, 15, 16, 16, 15)] // the rest goes to the stages before the last, as vLLM's get_pp_indices
    [InlineData(61, 2, 31, 30)]
    [InlineData(3, 4, 1, 1, 1, 0)]
    public void Stages_share_the_layers(int layers, int stages, params int[] counts) =>
        Assert.Equal(counts, Enumerable.Range(0, stages).Select(stage =>
        {
            var range = PipelineStage.LayersOf(layers, stages, stage);
            return range.End.Value - range.Start.Value;
        }));

    [Fact]
    public void The_last_stage_of_a_tied_model_has_the_embedding_again_and_no_positions()
    {
        // GPT-2: 12 layers of 7,087,872, 50,257 tokens and 1,024 positions of 768, a final norm of 1,536.
        long Stage(int stage) => Weights.StageBytes(Catalog.Model("openai-community/gpt2"), WeightFormat.Fp16, new() { PipelineParallel = 2 }, stage).Count / 2;

        Assert.Equal(6 * 7_087_872 + (50_257 + 1_024) * 768, Stage(0));
        Assert.Equal(6 * 7_087_872 + 50_257 * 768 + 1_536, Stage(1));
    }

    [Theory]
    [InlineData("llama-3-8b")]
    [InlineData("deepseek-ai/DeepSeek-V3")]
    [InlineData("openai/gpt-oss-120b")]
    [InlineData("Qwen/Qwen3-30B-A3B")]
    public void More_ranks_never_hold_more_each_and_together_hold_the_model(string name)
    {
        var model = Catalog.Model(name);
        var whole = Weights.CheckpointBytes(model, WeightFormat.Bf16);
        var previous = whole;
        foreach (var ranks in (int[])[1, 2, 4, 8, 16])
        {
            var share = Weights.ResidentBytes(model, WeightFormat.Bf16, new() { TensorParallel = ranks });
            Assert.True(share <= previous);
            Assert.True(share * ranks >= whole);
            previous = share;
        }
    }

    [Fact]
    public void The_rotary_table_of_llama_3_1_takes_32_MiB() => // 131072 positions × 128 channels × 2 B
        Assert.Equal(Bytes.FromMiB(32), Weights.RotaryTableBytes(Catalog.Model("llama-3.1-8b"), DataType.Bf16));

    [Fact]
    public void The_rotary_table_is_that_of_the_layers_with_attention()
    {
        // Qwen3-Next turns a quarter of 256 channels in every fourth layer: 262,144 · 64 · 2 B. The same where a state works beside the attention.
        var model = Catalog.Model("Qwen/Qwen3-Next-80B-A3B-Instruct");
        var beside = model with { Layers = [model.Layers[3] with { Attention = new ParallelMixers(model.Layers[3].Attention, model.Layers[0].Attention) }] };

        Assert.Equal(new Bytes(262_144 * 64 * 2), Weights.RotaryTableBytes(model, DataType.Bf16));
        Assert.Equal(new Bytes(262_144 * 64 * 2), Weights.RotaryTableBytes(beside, DataType.Bf16));
    }

    [Fact]
    public void A_position_of_the_rotary_table_of_llama_3_1_takes_256_bytes()
    {
        var weights = new Serving(Catalog.Model("llama-3.1-8b"), Catalog.Gpu("H100")).Estimate().Stage.Weights;

        Assert.Equal([131_072, 256], weights.Children.Single(term => term.Name == "Rotary table").Inputs.Select(input => input.Value.Value));
    }
}
