using Sizing.Tool.Verify;

namespace Sizing.Tool.Tests.Verify;

public sealed class EngineLogTests
{
    private const double Gib = 1L << 30;
    private const double Mib = 1L << 20;

    [Theory]
    [InlineData("vllm-0.19.log", "weights_bytes", 14.99 * Gib)]
    [InlineData("vllm-0.19.log", "activation_bytes", 1.89 * Gib)]
    [InlineData("vllm-0.19.log", "non_torch_bytes", 0.25 * Gib)]
    [InlineData("vllm-0.19.log", "kv_pool_bytes", 58.11 * Gib)]
    [InlineData("vllm-0.19.log", "kv_capacity_tokens", 476_016)]
    [InlineData("vllm-0.19.log", "max_concurrency", 29.05)]
    [InlineData("vllm-0.19.log", "graph_bytes", 0.91 * Gib)]
    [InlineData("vllm-0.6.log", "weights_bytes", 14.9595 * Gib)]
    [InlineData("vllm-0.6.log", "non_torch_bytes", 1.79 * Gib)]
    [InlineData("vllm-0.6.log", "activation_bytes", 1.26 * Gib)]
    [InlineData("vllm-0.6.log", "kv_pool_bytes", 53.29 * Gib)]
    [InlineData("vllm-0.6.log", "kv_blocks", 27_284)]
    [InlineData("vllm-tp2.log", "non_torch_bytes", 1.38 * Gib)]
    [InlineData("vllm-tp2.log", "activation_bytes", 5.58 * Gib)]
    [InlineData("sglang-0.4.log", "weights_bytes", 15.54 * Gib)]
    [InlineData("sglang-0.4.log", "kv_pool_bytes", 2.84 * Gib)]
    [InlineData("sglang-0.4.log", "kv_capacity_tokens", 46_611)]
    [InlineData("sglang-0.4.log", "graph_bytes", 0.93 * Gib)]
    [InlineData("llamacpp-b7342.log", "weights_bytes", 30_658.12 * Mib)]
    [InlineData("llamacpp-b7342.log", "kv_bytes", 6144 * Mib)]
    [InlineData("llamacpp-b7342.log", "compute_buffer_bytes", 300.75 * Mib)]
    [InlineData("llamacpp-b3600.log", "weights_bytes", 3088.25 * Mib)]
    [InlineData("llamacpp-b3600.log", "kv_bytes", 2048 * Mib)]
    [InlineData("llamacpp-b3600.log", "compute_buffer_bytes", 320.5 * Mib)]
    public void A_figure_is_read_in_the_unit_that_the_engine_means(string log, string quantity, double expected) =>
        Assert.Equal(expected, LogFile.Read(log).Figure(quantity)!.Value, 1.0);

    [Fact]
    public void Figures_of_other_ranks_do_not_count() =>
        Assert.Equal(67.90, LogFile.Read("vllm-tp2.log").Figure("weights_bytes")!.Printed);

    [Theory]
    [InlineData("vllm-0.19.log", "utilization", "0.95")]
    [InlineData("vllm-0.19.log", "max_model_len", "16384")]
    [InlineData("vllm-0.19.log", "max_num_seqs", "1024")]
    [InlineData("vllm-0.19.log", "max_batched_tokens", "8192")]
    [InlineData("vllm-0.19.log", "engine_version", "0.19.0")]
    [InlineData("vllm-0.19.log", "weights_format", "bf16")]
    [InlineData("vllm-0.6.log", "engine_version", "0.6.5")]
    [InlineData("vllm-0.6.log", "utilization", "0.90")]
    [InlineData("vllm-tp2.log", "tp", "2")]
    [InlineData("vllm-tp2.log", "gpus", "2")]
    [InlineData("vllm-tp2.log", "kv_dtype", "fp8")]
    [InlineData("sglang-0.4.log", "model", "Qwen/QwQ-32B")]
    [InlineData("sglang-0.4.log", "utilization", "0.85")]
    [InlineData("sglang-0.4.log", "gpus", "4")]
    [InlineData("sglang-0.4.log", "max_num_seqs", "")]
    [InlineData("llamacpp-b7342.log", "gpu", "H100 SXM 80GB")]
    [InlineData("llamacpp-b7342.log", "engine_version", "0.0.7342")]
    [InlineData("llamacpp-b7342.log", "weights_format", "gguf:Q8_0")]
    [InlineData("llamacpp-b7342.log", "kv_dtype", "fp16")]
    [InlineData("llamacpp-b3600.log", "pp", "4")]
    [InlineData("llamacpp-b3600.log", "max_batched_tokens", "512")]
    public void A_setting_lands_in_the_column_of_the_measurements(string log, string column, string expected) =>
        Assert.Equal(expected, LogQuestion.Read(LogFile.Path(log), new Dictionary<string, string> { ["gpu"] = log == "vllm-tp2.log" ? "H200 SXM" : "H100 SXM" }).Columns.GetValueOrDefault(column, ""));

    [Theory]
    [InlineData("llamacpp-b7342.log", "A100 PCIe 40GB", "Qwen/Qwen3-Coder-30B-A3B-Instruct")]
    [InlineData("llamacpp-b3600.log", "RTX 3090", "meta-llama/Llama-2-7b-hf")]
    public void Llama_cpp_names_its_gpu_and_model(string log, string gpu, string model)
    {
        var columns = LogQuestion.Read(LogFile.Path(log), new Dictionary<string, string>()).Columns;

        Assert.Equal((gpu, model), (columns["gpu"], columns["model"]));
    }

    [Theory]
    [InlineData("Using configuration from configs/E=64,N=1408,device_name=NVIDIA_H100_80GB_HBM3.json for MoE layer.", "NVIDIA_H100_80GB_HBM3")]
    [InlineData("GPU 0: NVIDIA L4 (UUID: GPU-1)", "NVIDIA L4 ")]
    [InlineData("GPU 0: 7.2 GiB used", null)]
    public void Vllm_names_its_gpu_in_passing(string line, string? expected)
    {
        var log = VllmLog.Create();
        log.Read(line);

        Assert.Equal(expected?.Trim(), log.Setting("gpu"));
    }

    /// <summary>The summary that vLLM 0.22 and later print in one line: 0.92 of 15.51 GiB.</summary>
    [Fact]
    public void The_summary_of_newer_versions_gives_memory_fraction_and_activations()
    {
        var log = VllmLog.Create();
        log.Read("(EngineCore pid=1) INFO [gpu_worker.py:804] Free memory on device (15.28/15.51 GiB) on startup. Desired GPU memory utilization is (0.92, 14.27 GiB). "
            + "Actual usage is 10.47 GiB for consumed memory (weights + non-torch), 0.79 GiB for peak activation, and 0.04 GiB for CUDAGraph memory.");

        Assert.Equal((15.51, 0.92, 0.79), (log.Number("total_gib"), log.Number("gpu_memory_utilization"), log.Figure("activation_bytes")!.Printed));
    }
}
