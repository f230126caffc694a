using Sizing.Inference;

namespace Sizing.Tests.Inference;

public class ServingInputTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100"));

    public static TheoryData<Serving, string> Refused => new()
    {
        { Llama with { Context = -5 }, "The context must be at least 1; -5 was given." },
        { Llama with { Concurrency = 0 }, "The concurrency must be at least 1; 0 was given." },
        { Llama with { Concurrency = int.MaxValue }, "The deployment holds more than can be counted; lower concurrency or context." },
        { Llama with { Prices = new() { RentPerGpuHour = -1 } }, "The rent of a GPU-hour must be a positive number; -1 was given." },
        { Llama with { Utilization = 1.5 }, "The utilization must lie between 0 and 1; 1.5 was given." },
        { Llama with { Context = 100, Input = 80, Output = 40 }, "Input and output together are longer than the context of 100 tokens." },
        { Llama with { Gpus = 0 }, "The number of GPUs must be at least 1; 0 was given." },
        { Llama with { Input = 0 }, "The input must be at least 1; 0 was given." },
        { Llama with { Output = 0 }, "The output must be at least 1; 0 was given." },
        { Llama with { MaxSequences = 0 }, "The sequence limit must be at least 1; 0 was given." },
        { Llama with { BatchedTokens = 0 }, "The token limit must be at least 1; 0 was given." },
        { Llama with { Adapters = new(0) }, "The number of adapters must be at least 1; 0 was given." },
        { Llama with { Adapters = new(1, 0) }, "The adapter rank must be at least 1; 0 was given." },
        { Llama with { RedundantExperts = -1 }, "Redundant experts, image tokens and offloaded memory must not be negative." },
        { Llama with { ImageTokens = -1 }, "Redundant experts, image tokens and offloaded memory must not be negative." },
        { Llama with { KvOffload = new(-1) }, "Redundant experts, image tokens and offloaded memory must not be negative." },
        { Llama with { PrefixHit = 1.1 }, "The prefix hit rate must lie between 0 and 1; 1.1 was given." },
        { Llama with { PrefixHit = double.NaN }, "The prefix hit rate must lie between 0 and 1; NaN was given." },
        { Llama with { Load = new() { RequestsPerSecond = 0 } }, "The rate must be a positive number; 0 was given." },
        { Llama with { Load = new() { TargetFirstTokenSeconds = -1 } }, "The target for the first token must be a positive number; -1 was given." },
        { Llama with { Load = new() { TargetPerTokenSeconds = double.PositiveInfinity } }, "The target for a token must be a positive number; Infinity was given." },
        { Llama with { Load = new() { Rounds = 0 } }, "The number of rounds must be at least 1; 0 was given." },
        { Llama with { Load = new() { QueueLoad = 0 } }, "The queue load must lie between 0 and 1; 0 was given." },
        { Llama with { Load = new() { QueueLoad = 1.5 } }, "The queue load must lie between 0 and 1; 1.5 was given." },
        { Llama with { Load = new() { PrefillReplicas = 0 } }, "The number of replicas that compute prompts must be at least 1; 0 was given." },
        { Llama with { Load = new() { KvLinkBytesPerSecond = 0 } }, "The rate at which a prompt's cache is received must be a positive number; 0 was given." },
        { Llama with { Load = new() { CapturedTokens = 0 } }, "The number of captured tokens must be at least 1; 0 was given." },
        { Llama with { Utilization = 0 }, "The utilization must lie between 0 and 1; 0 was given." },
        { Llama with { System = Catalog.System("DGX A100 640GB") }, "A DGX A100 640GB holds A100 SXM 80GB, not H100 SXM 80GB; name one of the two." },
        { Llama with { Load = new() { HeldSteps = -1 } }, "The time that GPUs wait for the host, and the steps that a prompt is held back, must not be negative." },
        { Llama with { Load = new() { HostSeconds = double.NaN } }, "The time that GPUs wait for the host, and the steps that a prompt is held back, must not be negative." },
        { Llama with { Prices = new() { RentPerGpuHour = -2 } }, "The rent of a GPU-hour must be a positive number; -2 was given." },
        { Llama with { Prices = new() { PurchasePerGpu = 0 } }, "The price of a GPU must be a positive number; 0 was given." },
        { Llama with { Prices = new() { AmortizationYears = 0 } }, "The years of amortization must be a positive number; 0 was given." },
        { Llama with { Prices = new() { PerKilowattHour = double.NaN } }, "The price of a kilowatt-hour must be a positive number; NaN was given." },
        { Llama with { Prices = new() { Pue = 0.9 } }, "The power usage effectiveness is at least 1; 0.9 was given." },
        { Llama with { Prices = new() { BusyShare = 0 } }, "The busy share must lie between 0 and 1; 0 was given." },
        { Llama with { Prices = new() { BusyShare = 1.01 } }, "The busy share must lie between 0 and 1; 1.01 was given." },
        { Llama with { Plan = new(0) }, "Every parallel degree must be at least 1." },
        { Llama with { Plan = new(Pipeline: 0) }, "Every parallel degree must be at least 1." },
        { Llama with { Plan = new(Data: 0) }, "Every parallel degree must be at least 1." },
        { Llama with { Plan = new(Expert: 0) }, "Every parallel degree must be at least 1." },
        { Of("Qwen/Qwen2.5-7B-Instruct") with { Plan = new(14) }, "14 tensor-parallel ranks and 4 key-value heads do not divide one another." },
        { Of("deepseek-ai/DeepSeek-V3") with { Plan = new(3) }, "3 tensor-parallel ranks do not divide the 128 query heads." },
        { Of("Qwen/Qwen3-Next-80B-A3B-Instruct") with { Plan = new(3) }, "3 tensor-parallel ranks do not divide the 16 key heads of the linear attention." },
        { Of("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16") with { Plan = new(3) }, "3 tensor-parallel ranks do not divide the 64 state-space heads." },
        { Of("Qwen/Qwen3-30B-A3B") with { Plan = new(2, Expert: 4) }, "Expert parallelism spans all tensor and data ranks: 2, not 4." },
        { Of("Qwen/Qwen3-30B-A3B") with { Plan = new(2, Data: 2, Expert: 2) }, "Expert parallelism spans all tensor and data ranks: 4, not 2." },
        { Of("Qwen/Qwen3-30B-A3B") with { Plan = new(1, Data: 3, Expert: 3) }, "3 expert-parallel ranks do not divide the 128 experts." },
        { Llama with { BatchedTokens = 64, MaxSequences = 1_024 }, "vllm does not start with 64 tokens in a step of 1,024 sequences, each of which needs one; raise --batched-tokens or lower --max-sequences." },
        { Of("Qwen/Qwen3-30B-A3B") with { Plan = new(8, Expert: 8), RedundantExperts = 3 }, "8 expert-parallel ranks do not divide 128 experts and 3 redundant ones; vllm needs as many on each rank." },
        { Of("Qwen/Qwen3-30B-A3B") with { Plan = new(8, Expert: 8), RedundantExperts = 3, Engine = ServingEngine.Parse("sglang") }, "8 expert-parallel ranks do not divide 128 experts and 3 redundant ones; sglang needs as many on each rank." },
        { Llama with { Plan = new(3) }, "3 tensor-parallel ranks do not divide the 32 query heads." },
        { Llama with { Plan = new(Tensor: 1, Pipeline: 33) }, "33 pipeline stages are more than the 32 layers of meta-llama/Meta-Llama-3-8B." },
        { Llama with { Plan = new(2), Gpus = 4 }, "The plan TP2 PP1 DP1 EP1 uses 2 GPUs, but 4 were given; the product of its tensor, pipeline and data ranks is the number of GPUs." },
        { Llama with { Plan = new(2, Expert: 2) }, "meta-llama/Meta-Llama-3-8B has no experts to divide over 2 ranks." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_contradiction_is_one_sentence(Serving serving, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SizingException>(serving.Estimate).Message);

    [Theory]
    [InlineData("vllm@0.19.0", "vllm 0.19.0")]
    [InlineData("VLLM@0.19", "vllm 0.19.0")]
    [InlineData("tensorrt-llm@1.0", "trtllm 1.0.0")]
    public void An_engine_is_found_by_the_names_people_type(string text, string engine) =>
        Assert.Equal(engine, ServingEngine.Parse(text).ToString());

    private static Serving Of(string model) => new(Catalog.Model(model), Catalog.Gpu("H100"));

    [Fact]
    public void An_unknown_engine_lists_the_known_ones() =>
        Assert.Equal(
            "Engine 'tgi' is unknown; known: vllm, sglang, trtllm, llamacpp, transformers.",
            Assert.Throws<SizingException>(() => ServingEngine.Parse("tgi")).Message);

    [Fact]
    public void A_plan_at_the_edge_of_what_divides_is_taken()
    {
        Assert.Null(PlanRules.Refusal(Llama.Model, new(Pipeline: 32)));
        Assert.Null(PlanRules.Refusal(Of("Qwen/Qwen3-30B-A3B").Model, new(2, Data: 2, Expert: 4)));
        Assert.Null(PlanRules.Refusal(Of("Qwen/Qwen3-30B-A3B").Model, new(8)));
    }

    [Theory]
    [InlineData("llamacpp")]
    [InlineData("transformers")]
    public void Engines_that_split_by_layers_do_so_without_a_plan(string engine) =>
        Assert.Equal(new(Pipeline: 2), (Llama with { Engine = ServingEngine.Parse(engine), Gpus = 2 }).Estimate().Setup.Plan);

    [Fact]
    public void The_context_is_that_of_prompt_images_and_answer_or_else_the_models_own()
    {
        Assert.Equal(8_192, Llama.Estimate().Setup.Context);
        Assert.Equal(1_300, (Llama with { Input = 1_000, Output = 300 }).Estimate().Setup.Context);
        Assert.Equal(1_000, (Llama with { Input = 1_000 }).Estimate().Setup.Context);
        Assert.Equal(1_576, (Llama with { Input = 1_000, ImageTokens = 576 }).Estimate().Setup.Context);
    }

    [Fact]
    public void Image_tokens_of_a_model_without_a_vision_encoder_are_warned_of()
    {
        const string Reason = "has no vision encoder, or its parts are not known; the image tokens are counted in the context alone.";
        var seeing = Of("Qwen/Qwen2.5-VL-7B-Instruct") with { Input = 1_000, ImageTokens = 576 };

        Assert.Contains(Reason, Assert.Single((Llama with { Input = 1_000, ImageTokens = 576 }).Estimate().Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(seeing.Estimate().Warnings, warning => warning.Contains(Reason, StringComparison.Ordinal));
    }

    // SchedulerConfig takes as many tokens as sequences.
    [Fact]
    public void A_step_of_one_token_a_sequence_starts() =>
        Assert.Equal(64, (Llama with { BatchedTokens = 64, MaxSequences = 64 }).Estimate().Setup.MaxSequences.Value.Whole);

    [Theory]
    [InlineData("fp16", "fp16")]
    [InlineData("bf16", "bf16")]
    [InlineData("fp8", "bf16")]
    public void Weights_that_are_not_quantized_say_what_is_computed_in(string weights, string activation) =>
        Assert.Equal(activation, (Llama with { Weights = WeightFormat.Parse(weights) }).Estimate().Setup.Activation.Name);

    [Theory]
    [InlineData(6, 2, 3)]
    [InlineData(8, 8, 1)]
    [InlineData(16, 8, 2)]
    public void Gpus_without_a_plan_become_tensor_ranks_of_one_server_and_stages_beyond(int gpus, int tensor, int pipeline) =>
        Assert.Equal(new(tensor, pipeline), (Llama with { Gpus = gpus }).Estimate().Setup.Plan);
}
