namespace Sizing.Tests.Inference;

public class ServingInputTests
{
    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Catalog.Gpu("H100"));

    public static TheoryData<Serving, string> Refused => new()
    {
        { Llama with { Context = -5 }, "The context must be at least 1; -5 was given." },
        { Llama with { Concurrency = 0 }, "The concurrency must be at least 1; 0 was given." },
        { Llama with { Utilization = 1.5 }, "The utilization must lie between 0 and 1; 1.5 was given." },
        { Llama with { Context = 100, Input = 80, Output = 40 }, "Input and output together are longer than the context of 100 tokens." },
        { Llama with { Plan = new(3) }, "3 tensor-parallel ranks do not divide the 32 query heads." },
        { Llama with { Plan = new(Tensor: 1, Pipeline: 33) }, "33 pipeline stages are more than the 32 layers of meta-llama/Meta-Llama-3-8B." },
        { Llama with { Plan = new(2), Gpus = 4 }, "The plan TP2 PP1 DP1 EP1 uses 2 GPUs, but 4 were given." },
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

    [Fact]
    public void An_unknown_engine_lists_the_known_ones() =>
        Assert.Equal(
            "Engine 'tgi' is unknown; known: vllm, sglang, trtllm, llamacpp, transformers.",
            Assert.Throws<SizingException>(() => ServingEngine.Parse("tgi")).Message);

    [Theory]
    [InlineData(6, 2, 3)]
    [InlineData(8, 8, 1)]
    [InlineData(16, 8, 2)]
    public void Gpus_without_a_plan_become_tensor_ranks_of_one_server_and_stages_beyond(int gpus, int tensor, int pipeline) =>
        Assert.Equal(new(tensor, pipeline), (Llama with { Gpus = gpus }).Estimate().Setup.Plan);
}
