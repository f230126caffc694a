using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>llama.cpp with all or some layers on the GPU, beside the buffers that its logs print.</summary>
public sealed class HostPlacementTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("RTX 4090"))
    {
        Weights = WeightFormat.Gguf("Q8_0"),
        Engine = ServingEngine.Newest(EngineKind.LlamaCpp),
        Context = 8_192,
    };

    private static readonly Serving Coder = Llama with { Model = Catalog.Model("Qwen/Qwen3-Coder-30B-A3B-Instruct"), Gpu = Catalog.Gpu("A100 PCIe 40GB") };

    // load_tensors: CPU_Mapped model buffer size = 532.31 MiB, CUDA0 model buffer size = 7605.33 MiB (build 4570, Llama 3.1 8B in Q8_0),
    // and 315.30 MiB, 30658.12 MiB (build 7342, Qwen3-Coder-30B-A3B in Q8_0).
    [Theory]
    [InlineData("llama", 7605.33, 532.31)]
    [InlineData("coder", 30658.12, 315.30)]
    public void All_layers_on_the_gpu_leave_the_embedding_on_the_host_as_logs_print(string model, double gpuMib, double hostMib)
    {
        var estimate = (model == "llama" ? Llama : Coder).Estimate();

        Assert.Equal(1, estimate.Weights.InMiB / gpuMib, 0.0005);
        Assert.Equal(1, HostBytes(estimate, "Weights that no GPU holds").InMiB / hostMib, 0.0005);
        Assert.DoesNotContain(estimate.Warnings, warning => warning.StartsWith("A token reads", StringComparison.Ordinal)); // a row of the embedding apart
    }

    // src/llama-model.cpp: i_gpu_start = max(n_layer + 1 - n_gpu_layers, 0), and n_layer - n_gpu_layers before.
    [Theory]
    [InlineData(32, 21, 1, 12)]
    [InlineData(32, 33, 1, 0)]
    [InlineData(32, 99, 1, 0)]
    [InlineData(32, 20, 0, 12)]
    public void Layers_go_to_the_gpu_from_the_last_on(int layers, int onGpu, int outputFirst, int onHost) =>
        Assert.Equal(onHost, HostPlacement.LayersOnHost(layers, onGpu, outputFirst));

    // A layer goes to the first GPU whose share of all of them ends behind it: 33 of 32 layers and the output by 4 are 9, 8, 8 and 7 with the output; 30 layers without it 8, 7, 8, 7.
    [Theory]
    [InlineData(32, 1, 0, 0, 9)]
    [InlineData(32, 1, 1, 9, 17)]
    [InlineData(32, 1, 2, 17, 25)]
    [InlineData(32, 1, 3, 25, 32)]
    [InlineData(30, 0, 0, 0, 8)]
    [InlineData(30, 0, 1, 8, 15)]
    [InlineData(30, 0, 2, 15, 23)]
    [InlineData(30, 0, 3, 23, 30)]
    public void Equal_gpus_divide_the_layers_with_the_output_as_one_more(int layers, int outputs, int gpu, int first, int end) =>
        Assert.Equal(first..end, PipelineStage.LayersByShare(layers, outputs, 4, gpu));

    // Build 3600, Llama-2-7B in F16 on four RTX 3090, all layers but the output on the GPUs: 8 layers of 386.03 MiB each; compute buffers 320.5, 296, 296, 296 MiB.
    // The first copies the output of 32,000 · 4,096 · 2 bytes, 250 MiB, and computes 512 · (32,000 + 4,096) · 4 bytes beside it, 70.5 MiB.
    [Theory]
    [InlineData(0, 320.5)]
    [InlineData(1, 296)]
    [InlineData(2, 296)]
    [InlineData(3, 296)]
    public void Four_gpus_hold_what_the_log_prints(int gpu, double bufferMib)
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("RTX 3090"))
        {
            Context = 4_096,
            Weights = WeightFormat.Gguf("F16"),
            Engine = ServingEngine.Parse("llamacpp@b3600"),
            Gpus = 4,
            Host = new(32),
        };
        var stage = serving.Estimate().Stages[gpu];

        Assert.Equal(3088.25, new Bytes(stage.Weights.Value.Whole).InMiB, 0.005);
        Assert.Equal(bufferMib, new Bytes(stage.Activations.Value.Whole).InMiB);
    }

    // Llama-3-8B in Q4_K_M, output in Q6_K: 128,256 · 4,096 · 210 / 256 bytes and 512 · (128,256 + 4,096) · 4 bytes: 410.98 + 258.5 MiB.
    [Fact]
    public void The_gpu_copies_an_output_that_stays_on_the_host()
    {
        var estimate = (Llama with { Weights = WeightFormat.Gguf("Q4_K_M"), Host = new(28), Engine = ServingEngine.Parse("llamacpp@b3600"), Context = 2_048 }).Estimate();

        Assert.Equal(669.48, estimate.Activations.InMiB, 0.005);
    }

    // The experts of one matrix of DeepSeek-V3 in Q8_0: 256 · 7,168 · 2,048 · 34 / 32 bytes; 8 experts of each of 512 tokens, inputs and outputs in FP32.
    [Fact]
    public void Experts_on_the_host_are_copied_a_matrix_at_a_time()
    {
        var estimate = (Llama with { Model = Catalog.Model("deepseek-ai/DeepSeek-V3"), Host = new(ExpertLayers: 61) }).Estimate();

        Assert.Equal((256L * 7_168 * 2_048 * 34 / 32) + (512 * 8 * (7_168 + 2_048) * 4), estimate.Activations.Count);
    }

    // A micro-batch of fewer than 32 tokens is computed where the weights are: 16 · (32 · 2,048 + 2,048 + 4 · 4,096) · 4 bytes are below the logits' 16 · (0 + 4,096) · 4.
    [Fact]
    public void A_small_micro_batch_copies_nothing()
    {
        var estimate = (Llama with { Host = new(28), Engine = ServingEngine.Parse("llamacpp@b3600"), Context = 2_048, BatchedTokens = 16 }).Estimate();

        Assert.Equal(16 * ((32 * 2_048) + 2_048 + (4 * 4_096)) * 4, estimate.Activations.Count);
    }

    // ggml/src/ggml-cuda.cu: min_batch_size = 32. The output of 128,256 · 4,096 weights of 34 / 32 bytes, and its vectors in FP32.
    [Theory]
    [InlineData(31, null)]
    [InlineData(32, (128_256L * 4_096 * 34 / 32) + (32 * (128_256 + 4_096) * 4))]
    public void The_gpu_copies_from_32_tokens_on(int tokens, long? copied) =>
        Assert.Equal(copied, Copied(Llama with { Host = new(28), Engine = ServingEngine.Parse("llamacpp@b3600"), BatchedTokens = tokens }));

    // Layers without the output: a matrix of 14,336 · 4,096 weights of 34 / 32 bytes, and 512 tokens' vectors in FP32.
    [Theory]
    [InlineData(21, (14_336L * 4_096 * 34 / 32) + (512 * (14_336 + 4_096) * 4))]
    [InlineData(33, null)] // nothing is on the host but the embedding
    public void The_gpu_copies_the_largest_matrix_of_the_layers_on_the_host(int onGpu, long? copied) =>
        Assert.Equal(copied, Copied(Llama with { Host = new(onGpu) }));

    // GGUF files hold gate and up of experts apart, where the model's own file holds them together (gpt-oss): 32 · 2,880 · 2,880 weights, 4 experts a token.
    [Fact]
    public void Gate_and_up_are_copied_one_after_the_other() =>
        Assert.Equal(
            (32L * 2_880 * 2_880 * 34 / 32) + (512 * 4 * (2_880 + 2_880) * 4),
            Copied(Llama with { Model = Catalog.Model("openai/gpt-oss-20b"), Host = new(ExpertLayers: 24) }));

    // A layer of Llama-3.1-8B has 4096 · (2 · 4096 + 2 · 1024 + 3 · 14336) weights of 34 / 32 bytes and two norms of 4096 · 4 bytes: 221.03 MiB.
    // Its cache of 8,192 tokens has 2 · 8 · 128 · 2 · 8,192 bytes: 32 MiB.
    [Fact]
    public void Twelve_layers_on_the_host_take_their_weights_and_their_cache_along()
    {
        var estimate = (Llama with { Host = new(21) }).Estimate();

        Assert.Equal(7605.33 - 12 * 221.03, estimate.Weights.InMiB, 3.0);
        Assert.Equal(532.31 + 12 * 221.03, HostBytes(estimate, "Weights that no GPU holds").InMiB, 3.0);
        Assert.Equal(12 * 32, HostBytes(estimate, "KV cache of layers on the host").InMiB);
        Assert.Equal(20 * 32, new Bytes(estimate.Kv.Requested.Value.Whole).InMiB);
        // 12 · 221.03 MiB at 83.2 GB/s: 33.4 ms.
        Assert.Contains(estimate.Warnings, warning => warning.Contains("at least 33.4 ms at 83.2 GB/s", StringComparison.Ordinal));
        Assert.NotNull(estimate.WhyNoSpeed);
    }

    // The experts of a layer of Qwen3-Coder-30B-A3B: 3 · 128 · 2048 · 768 · 34 / 32 bytes, 612 MiB; a token reads 8 of 128.
    [Fact]
    public void Experts_of_ten_layers_on_the_host_leave_attention_and_cache_on_the_gpu()
    {
        var estimate = (Coder with { Host = new(ExpertLayers: 10, BytesPerSecond: 200e9) }).Estimate();

        Assert.Equal(30658.12 - 10 * 612, estimate.Weights.InMiB, 3.0);
        Assert.Equal(Coder.Estimate().Kv.Requested.Value.Whole, estimate.Kv.Requested.Value.Whole);
        // 10 · 612 MiB · 8 / 128 at 200 GB/s: 2.0 ms.
        Assert.Contains(estimate.Warnings, warning => warning.Contains("at least 2 ms at 200 GB/s", StringComparison.Ordinal));
    }

    // A layer of Qwen3-Coder-30B-A3B: attention of 2 · (4096 + 512) · 2048 weights and 8 of 128 experts of 3 · 768 · 2048, of 34 / 32 bytes; a router of
    // 128 · 2048 and norms of 2 · (2048 + 128), of 4 bytes. Ten of them at 83.2 GB/s: 7.4 ms.
    [Fact]
    public void A_token_reads_of_layers_on_the_host_all_but_the_experts_that_it_does_not_choose()
    {
        var estimate = (Coder with { Host = new(39) }).Estimate();

        Assert.Contains(estimate.Warnings, warning => warning.Contains("at least 7.4 ms at 83.2 GB/s", StringComparison.Ordinal));
        var weights = estimate.HostMemory!.Children.Single(term => term.Name == "Weights that no GPU holds");
        Assert.Equal(weights.Value.Whole, weights.Inputs[0].Value.Whole - weights.Inputs[1].Value.Whole);
    }

    [Fact]
    public void Older_builds_put_the_output_on_the_gpu_last()
    {
        var estimate = (Llama with { Host = new(32), Engine = ServingEngine.Parse("llamacpp@b3600") }).Estimate();

        // The output of 128,256 · 4,096 weights of 34 / 32 bytes is 532.31 MiB.
        Assert.Equal(7605.33 - 532.31, estimate.Weights.InMiB, 3.0);
        // 532.31 MiB at 83.2 GB/s: 6.7 ms.
        Assert.Contains(estimate.Warnings, warning => warning.Contains("at least 6.7 ms", StringComparison.Ordinal));
        Assert.Equal(7605.33, (Llama with { Host = new(33), Engine = ServingEngine.Parse("llamacpp@b3600") }).Estimate().Weights.InMiB, 3.0);
    }

    [Fact]
    public void Logits_are_computed_where_the_output_is()
    {
        // Build 6400 puts the output on the GPU last: of 32 layers on the GPU none is the output. With 16 tokens the processor computes it, and the feed-forward
        // blocks decide: 16 · (4096 · 4 + 8192 · 2 + 3 · 14336 · 4) B. With 512 the GPU does, with a copy of 128,256 · 4,096 · 34 / 32 B.
        var serving = Llama with { Host = new(32), Engine = ServingEngine.Parse("llamacpp@b6400") };

        Assert.Equal(16L * (4_096 * 4 + 8_192 * 2 + 3 * 14_336 * 4), (serving with { BatchedTokens = 16 }).Estimate().Activations.Count);
        Assert.Equal((128_256L * 4_096 * 34 / 32) + (512 * (128_256 + 4_096) * 4), serving.Estimate().Activations.Count);
    }

    [Theory]
    [InlineData("vllm", "keeps no layers in host memory")]
    [InlineData("llamacpp", "At least one layer")]
    public void What_cannot_be_is_refused(string engine, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<SizingException>((Llama with { Weights = null, Engine = ServingEngine.Parse(engine), Host = new(0) }).Estimate).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(33, -1, 1.0)]
    [InlineData(33, 0, 0.0)]
    [InlineData(33, 0, -1.0)]
    public void Layers_and_bandwidth_are_not_negative(int layers, int experts, double bandwidth) =>
        Assert.Contains("are not negative", Assert.Throws<SizingException>((Llama with { Host = new(layers, experts, bandwidth) }).Estimate).Message, StringComparison.Ordinal);

    [Fact]
    public void One_layer_on_the_gpu_is_enough_and_more_experts_than_layers_are_all() // of Qwen3-Coder-30B-A3B 48 layers
    {
        Assert.Equal(47, (Coder with { Host = new(2) }).Estimate().Setup.Host.Layers);
        var output = (Coder with { Host = new(1) }).Estimate(); // the output alone: 151,936 · 2,048 weights of 34 / 32 bytes and the final norm, and logits of a micro-batch

        Assert.Equal(48, output.Setup.Host.Layers);
        Assert.Equal(151_936L * 2_048 * 34 / 32 + 2_048 * 4, output.Weights.Count);
        Assert.Equal(512L * (2_048 + 151_936) * 4, output.Activations.Count);
        Assert.True(output.Fits);
        Assert.Equal(48, (Coder with { Host = new(ExpertLayers: 99) }).Estimate().Setup.Host.ExpertLayers);
    }

    [Fact]
    public void Offloaded_cache_is_a_term_of_the_host()
    {
        var estimate = new Serving(Llama.Model, Catalog.Gpu("H100")) { Context = 8_192, Plan = new(2), KvOffload = Bytes.FromGiB(20) }.Estimate();

        Assert.Equal(Bytes.FromGiB(40), HostBytes(estimate, "KV cache beyond the GPUs"));
        Assert.Null((estimate.Setup.Asked with { KvOffload = Bytes.Zero }).Estimate().HostMemory);
    }

    private static long? Copied(Serving serving) => serving.Estimate().Stages[0].Activations.Children
        .SingleOrDefault(term => term.Name == "Copy of weights that the host holds")?.Value.Whole;

    private static Bytes HostBytes(ServingEstimate estimate, string name) => new(estimate.HostMemory!.Children.Single(term => term.Name == name).Value.Whole);
}
