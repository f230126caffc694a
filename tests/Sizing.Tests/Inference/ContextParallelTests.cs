using Sizing.Inference;
using Sizing.Models;

namespace Sizing.Tests.Inference;

public sealed class ContextParallelTests
{
    // dphnAI/sonar#1521: Qwen3-0.6B with one key-value head on two cards logs 949,296 tokens in 12.67 GiB, and with two context-parallel ranks 1,896,256 in 12.66 GiB.
    [Theory]
    [InlineData(1, 12.67, 949_296)]
    [InlineData(2, 12.66, 1_896_256)]
    public void Ranks_that_divide_tokens_hold_as_many_times_more_as_a_log_prints(int ranks, double poolGib, long tokens)
    {
        var layout = new Serving(OneHead(), Catalog.Gpu("H100")) { Context = 8_192, Plan = new(2, Context: ranks) }.Estimate().Stage.Layout;

        var held = KvLayout.Blocks(Bytes.FromGiB(poolGib), layout.BlockBytes) * layout.BlockTokens;

        Assert.Equal(1, (double)held / tokens, 0.0005);
    }

    [Fact]
    public void Latent_attention_divides_tokens_over_all_ranks()
    {
        var serving = new Serving(Catalog.Model("deepseek-ai/DeepSeek-V3"), Catalog.Gpu("H200")) { Context = 8_192, Plan = new(8) };

        var divided = (serving with { Plan = new(8, Context: 8) }).Estimate();

        // Every rank of latent attention holds the whole vector, so that eight ranks of tokens hold eight times as many, but for whole blocks.
        Assert.Equal(8, divided.CapacityTokens / (double)serving.Estimate().CapacityTokens, 0.01);
        Assert.Contains("context-parallel", divided.WhyNoSpeed, StringComparison.Ordinal);
    }

    // vLLM refuses GLM-4.6 and MiniMax-M2: "tensor parallel size 8 must be greater than total num kv heads 8", and hybrids: "DCP not support hybrid attn now".
    [Theory]
    [InlineData("zai-org/GLM-4.6", 8, 2, "8 tensor-parallel ranks are not more than the 8 key-value heads")]
    [InlineData("MiniMaxAI/MiniMax-M2.7", 4, 2, "4 tensor-parallel ranks are not more than the 8 key-value heads")]
    [InlineData("meta-llama/Llama-3.1-70B", 16, 4, "4 context-parallel ranks are more than the 2 ranks that hold the same key-value head")]
    [InlineData("meta-llama/Llama-3.1-70B", 16, 3, "3 context-parallel ranks do not divide the 16 tensor-parallel ranks")]
    [InlineData("Qwen/Qwen2.5-14B", 40, 2, "2 context-parallel ranks do not divide the 5 query heads")]
    [InlineData("openai/gpt-oss-120b", 16, 2, "has layers with windows or states")]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", 4, 2, "has layers with windows or states")]
    public void What_vllm_refuses_is_refused_with_its_reason(string model, int tensor, int ranks, string reason) =>
        Assert.Contains(reason, PlanRules.Refusal(Catalog.Model(model), new(tensor, Context: ranks)), StringComparison.Ordinal);

    [Theory]
    [InlineData("vllm@0.10.0")]
    [InlineData("sglang")]
    public void Engines_without_it_are_named(string engine)
    {
        var serving = new Serving(Catalog.Model("meta-llama/Llama-3.1-70B"), Catalog.Gpu("H100")) { Plan = new(16, Context: 2), Engine = ServingEngine.Parse(engine) };

        Assert.Contains("does not divide the tokens", Assert.Throws<SizingException>(serving.Estimate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_context_parallel_ranks_is_read_as_it_is_written()
    {
        Assert.Equal("TP16 PP1 DP1 EP1 CP2", new ServingPlan(16, Context: 2).ToString());
        Assert.Equal(new(16, Context: 2), ServingPlan.Parse("TP16 CP2"));
        Assert.Equal(16, new ServingPlan(16, Context: 2).Gpus);
    }

    private static ModelSpec OneHead()
    {
        var model = Catalog.Model("Qwen/Qwen3-0.6B");
        return model with { Layers = [.. model.Layers.Select(layer => layer with { Attention = (GroupedQueryAttention)layer.Attention with { KeyValueHeads = 1 } })] };
    }
}
