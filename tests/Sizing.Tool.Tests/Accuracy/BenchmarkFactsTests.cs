using Sizing.Tool.Accuracy;

namespace Sizing.Tool.Tests.Accuracy;

/// <summary>What the benchmarks behind the rows are known to do: <c>data/measurements/benchmarks.csv</c>.</summary>
public sealed class BenchmarkFactsTests
{
    private const string Header = "id,source,quantity,model,weights_format,engine,gpu,gpus,output_tokens,value_si,certainty,notes";

    [Theory]
    [InlineData("B200 SXM", "fp8", "fp8")]
    [InlineData("H100 SXM5 80GB", "fp8", null)]
    [InlineData("B200 SXM", "bf16", null)]
    public void InferenceX_keeps_an_fp8_cache_on_Blackwell(string gpu, string weights, string? expected) =>
        Assert.Equal(expected, BenchmarkFacts.Of(Row($"a/silicon_sample.csv,tpot_ms,m,{weights},vllm,{gpu},8,1024,1,high,"), "kv_dtype"));

    [Theory]
    [InlineData("B200 SXM", 1, 7000, 22.0)]
    [InlineData("B200 SXM", 1, 600, null)]
    [InlineData("B200 SXM", 8, 7000, null)]
    [InlineData("H100 SXM5 80GB", 1, 7000, null)]
    public void The_host_was_the_limit_on_one_B200_with_long_answers(string gpu, int gpus, int output, double? expected) =>
        Assert.Equal(expected, BenchmarkFacts.NumberOf(Row($"ml-energy/leaderboard@1,tpot_ms,m,bf16,vllm,{gpu},{gpus},{output},1,high,task=gpqa"), "host_ms"));

    [Theory]
    [InlineData("task=sourcegraph-fim", 3000)]
    [InlineData("task=gpqa", 250)]
    public void Prompts_have_the_length_of_their_task(string notes, double expected) =>
        Assert.Equal(expected, BenchmarkFacts.NumberOf(Row($"ml-energy/leaderboard@1,tpot_ms,m,bf16,vllm,B200 SXM,1,100,1,high,{notes}"), "prompt_tokens"));

    // SemiAnalysisAI/InferenceX: batch_wait_timeout_iters 20 for 1k/1k below TP8; MTP in one release of TensorRT-LLM, 3 drafts, 1 with attention data parallelism.
    [Theory]
    [InlineData("held_steps", "nvidia/Llama-3.3-70B,trtllm,,4,,1024,4", 20.0)]
    [InlineData("held_steps", "nvidia/Llama-3.3-70B,trtllm,,8,,1024,4", null)]
    [InlineData("held_steps", "nvidia/Llama-3.3-70B,trtllm,,4,,8192,4", null)]
    [InlineData("drafted", "deepseek-ai/DeepSeek-R1,trtllm,1.2.0rc6.post3,8,1,1024,4", 3.0)]
    [InlineData("drafted", "deepseek-ai/DeepSeek-R1,trtllm,1.2.0rc6.post3,8,8,1024,256", 1.0)]
    [InlineData("drafted", "deepseek-ai/DeepSeek-R1,trtllm,1.2.0rc6.post2,8,1,1024,4", null)]
    [InlineData("captured_tokens", "MiniMaxAI/MiniMax-M2.5,vllm,0.18.0,4,,1024,4", 2048.0)]
    [InlineData("poll_steps", "deepseek-ai/DeepSeek-R1,sglang,0.5.9,8,,1024,4", 10.0)]
    [InlineData("poll_steps", "deepseek-ai/DeepSeek-R1,sglang,0.5.9,8,,1024,64", 30.0)]
    [InlineData("poll_steps", "zhipuai/GLM-5,sglang,,8,,1024,4", 1.0)]
    [InlineData("poll_steps", "deepseek-ai/DeepSeek-R1,trtllm,1.1.0,8,,1024,4", null)]
    [InlineData("fused_all_reduce", "nvidia/Llama-3.3-70B,vllm,,8,,1024,4", 1.0)]
    [InlineData("fused_all_reduce", "MiniMaxAI/MiniMax-M2.5,vllm,0.19.0,4,,1024,4", null)]
    public void InferenceX_runs_have_the_settings_of_their_scripts(string setting, string fields, double? expected) =>
        Assert.Equal(expected, BenchmarkFacts.NumberOf(
            MeasurementFile.Parse("rows.csv", $"id,source,quantity,model,engine,engine_version,tp,attention_dp,input_tokens,concurrency,gpu,value_si,certainty,notes,weights_format\na,x/silicon_sample.csv,ttft_ms,{fields},B200 SXM,1,high,,fp8\n", AppContext.BaseDirectory).Rows[0], setting));

    [Fact]
    public void Nothing_is_known_of_other_sources() => Assert.Null(BenchmarkFacts.Of(Row("elsewhere,tpot_ms,m,bf16,vllm,B200 SXM,1,100,1,high,"), "length_share"));

    private static Measurement Row(string fields) => MeasurementFile.Parse("rows.csv", $"{Header}\na,{fields}\n", AppContext.BaseDirectory).Rows[0];
}
