namespace Sizing.Tests.Inference;

/// <summary>Starts of vLLM 0.19.0 on H100 80 GB at 0.95, as the logs of llm-d-planner PR 205 print them.</summary>
public class LoggedRunTests
{
    /// <summary>Model, weight format, KV type, tensor ranks, logged pool in GiB, logged tokens, logged sequences of 8,192, logged activation peak in GiB.</summary>
    public static TheoryData<string, string?, string?, int, double, long, double, double> Runs => new()
    {
        { "meta-llama/Llama-3.1-8B-Instruct", null, null, 1, 58.11, 476_016, 58.11, 1.89 },
        { "meta-llama/Llama-3.1-8B-Instruct", null, "fp8", 1, 58.11, 952_032, 116.21, 1.89 },
        { "meta-llama/Llama-3.1-8B-Instruct", "fp32", null, 1, 42.80, 175_296, 21.40, 2.21 },
        { "meta-llama/Llama-3.1-8B-Instruct", "int8", null, 1, 64.60, 529_200, 64.60, 1.89 },
        { "meta-llama/Llama-3.1-8B-Instruct", "int4", null, 1, 67.71, 554_704, 67.71, 1.89 },
        { "meta-llama/Llama-3.1-70B", "fp8-channel", null, 4, 54.09, 708_992, 86.55, 1.97 },
        { "Qwen/Qwen3-8B", null, null, 1, 57.50, 418_688, 51.11, 2.21 },
        { "google/gemma-2-9b-it", "bf16", null, 1, 54.12, 168_880, 20.60, 3.65 },
        { "google/gemma-2-27b-it", "bf16", null, 1, 20.59, 58_672, 7.16, 3.66 },
        { "mistralai/Mixtral-8x7B-Instruct-v0.1", null, null, 2, 28.44, 465_936, 56.88, 1.21 },
        { "Qwen/Qwen3-30B-A3B", null, null, 1, 15.41, 168_288, 20.54, 2.68 },
        { "deepseek-ai/DeepSeek-V2-Lite", null, null, 1, 43.61, 1_505_552, 183.78, 1.93 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_estimate_agrees_with_the_log(string model, string? weights, string? kv, int tensor, double pool, long tokens, double sequences, double activations)
    {
        var serving = new Serving(Catalog.Model(model), Catalog.Gpu("H100"))
        {
            Engine = ServingEngine.Parse("vllm@0.19.0"),
            Utilization = 0.95,
            Context = 8_192,
            Plan = new(tensor),
            Weights = weights is null ? null : WeightFormat.Parse(weights),
            KvCache = kv is null ? null : DataType.Parse(kv),
        };
        var predicted = serving.Estimate();
        var fromPool = (serving with { Measured = new() { KvPool = Bytes.FromGiB(pool) } }).Estimate();

        Assert.Equal(tokens, predicted.CapacityTokens, tokens * 0.02);
        Assert.Equal(activations, predicted.Activations.InGiB, activations * 0.02);
        Assert.Equal(tokens, fromPool.CapacityTokens, tokens * 0.002);
        Assert.Equal(sequences, fromPool.MaxConcurrency, sequences * 0.002);
    }

    [Fact]
    public void Gemma_3_12b_has_six_groups_of_eight_layers()
    {
        // 8 full and 40 sliding layers; a block holds 16 tokens of 8 layers of 8 heads of 256 channels, keys and values, in BF16: 1 MiB.
        var serving = new Serving(Catalog.Model("google/gemma-3-12b-it"), Catalog.Gpu("H100"))
        {
            Engine = ServingEngine.Parse("vllm@0.19.0"),
            Utilization = 0.95,
            Context = 8_192,
            Measured = new() { KvPool = Bytes.FromGiB(47.72) },
        };
        var estimate = serving.Estimate();

        Assert.Equal(6, estimate.Kv.Layout.Groups.Count);
        Assert.Equal(Bytes.FromMiB(1), estimate.Kv.Layout.BlockBytes);
        Assert.Equal(48_867, estimate.Kv.Blocks, 48_867 * 0.002);
        Assert.Equal(15.88, estimate.MaxConcurrency, 0.03);
    }

    [Fact]
    public void A_window_keeps_the_tokens_of_a_scheduler_step_beside_it()
    {
        // Olmo-3-7B, windows of 4,096 in three of four layers, 2,048 tokens a step: 23.73 sequences of 6,144 tokens where 11.12 of 34,048 fit (vLLM 0.11 to 0.12).
        var longer = new Serving(Catalog.Model("allenai/Olmo-3-1025-7B"), Catalog.Gpu("A100 SXM 80GB"))
        {
            Engine = ServingEngine.Parse("vllm@0.11.0"),
            Context = 34_048,
            BatchedTokens = 2_048,
        };
        var shorter = longer with { Context = 6_144 };

        Assert.Equal(23.73 / 11.12, shorter.Estimate().MaxConcurrency / longer.Estimate().MaxConcurrency, 0.003);
    }
}
