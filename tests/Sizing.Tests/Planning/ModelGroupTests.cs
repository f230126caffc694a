using Sizing.Planning.Stacks;

namespace Sizing.Tests.Planning;

/// <summary>A RAG stack: chat model, embedder and reranker on one machine.</summary>
public sealed class ModelGroupTests
{
    private static readonly GpuSpec Card = Catalog.Gpu("RTX A6000");

    private static readonly Serving Chat = new(Catalog.Model("meta-llama/Llama-3.1-8B-Instruct"), Card) { Context = 8_192, Concurrency = 8 };

    private static readonly Serving Embedder = new(Catalog.Model("BAAI/bge-m3"), Card) { Concurrency = 16 };

    private static readonly Serving Reranker = new(Catalog.Model("BAAI/bge-reranker-v2-m3"), Card) { Concurrency = 16 };

    /// <summary>By hand: 3.2 of 47.4 GiB are 6.75 %, told to the engine as 0.07; 0.92 − 2 · 0.07 = 0.78 are left.</summary>
    [Fact]
    public void Shares_are_whole_hundredths_and_what_is_left()
    {
        Assert.Equal(0.07, StackShares.Holding(Bytes.FromGiB(3.2), Bytes.FromGiB(47.4)));
        Assert.Equal(0.78, StackShares.Left(0.92, 0.14));
    }

    [Fact]
    public void Three_models_share_one_card_of_48_gb()
    {
        var stack = ModelGroup.Of(Card, 1, Chat, Embedder, Reranker);

        Assert.True(stack.Fits);
        Assert.Equal(3, stack.Places.Count);
        Assert.All(stack.Places, place => Assert.True(place.Estimate.Fits));
        Assert.Equal(0.92, stack.Places.Sum(place => place.Share), 9);
        Assert.StartsWith("CUDA_VISIBLE_DEVICES=0 vllm serve BAAI/bge-m3 ", stack.Places[1].Command(1), StringComparison.Ordinal);
        Assert.EndsWith("--port 8001", stack.Places[1].Command(1), StringComparison.Ordinal);
    }

    [Fact]
    public void On_several_cards_the_companions_go_to_different_ones()
    {
        var stack = ModelGroup.Of(Catalog.Gpu("L4"), 2, Chat, Embedder, Reranker);

        Assert.Equal([0, 1], stack.Places.Skip(1).Select(place => place.Devices[0]).Order());
        Assert.Equal([0, 1], stack.Places[0].Devices);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var stack = ModelGroup.Of(Catalog.Gpu("RTX 3070"), 1, Chat, Embedder, Reranker);

        Assert.False(stack.Fits);
        Assert.NotEmpty(stack.WhyNot!);
        Assert.Throws<SizingException>(() => ModelGroup.Of(Card, 1));
    }

    /// <summary>bge-m3 has 568e6 weights in FP32; vLLM's line loads them in bfloat16, two bytes each: 1.06 GiB.</summary>
    [Fact]
    public void Weights_in_fp32_are_loaded_in_16_bits_as_the_line_says()
    {
        var place = ModelGroup.Of(Card, 1, Embedder).Places[0];

        Assert.InRange(place.Estimate.Weights.InGiB, 1.05, 1.10);
        Assert.Contains("--dtype bfloat16", place.Command(0), StringComparison.Ordinal);
    }
}
