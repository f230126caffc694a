using Sizing.Inference;

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
}
