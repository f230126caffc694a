using Sizing.Models;

namespace Sizing.Tests.Models;

public sealed class TensorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Ranks_up_to_the_key_value_heads_hold_the_model_once_and_what_is_replicated(int ranks)
    {
        var model = Catalog.Model("llama-3-8b");
        var replicated = model.Tensors().Where(tensor => tensor.Sharding is Sharding.Replicated).Sum(tensor => tensor.Elements);
        Assert.Equal(
            model.Parameters.Total - replicated + ranks * replicated,
            ranks * model.Tensors().Sum(tensor => tensor.OnRank(ranks).Elements));
    }

    [Fact]
    public void Key_value_projections_are_copied_when_ranks_exceed_heads()
    {
        var key = Catalog.Model("llama-3-8b").Tensors().First(tensor => tensor.Role is TensorRole.Key);
        Assert.Equal(128, key.OnRank(16).Rows); // one of 8 heads of 128 channels
    }

    [Fact]
    public void Expert_parallelism_divides_experts_and_leaves_their_shape()
    {
        var gate = Catalog.Model("deepseek-v3").Tensors().First(tensor => tensor.IsRoutedExpert);
        var share = gate.OnRank(tensorParallel: 8, expertParallel: 8);
        Assert.Equal((32, gate.Rows, gate.Columns), (share.Copies, share.Rows, share.Columns));
    }

    [Fact]
    public void A_fused_projection_divides_queries_and_heads_apart()
    {
        // Phi-4: 40 query heads and 10 key-value heads of 128 channels; on 4 ranks 10 and 3.
        var fused = Catalog.Model("phi-4").Tensors().First(tensor => tensor.Role is TensorRole.QueryKeyValue);
        Assert.Equal(10 * 128 + 2 * 3 * 128, fused.OnRank(4).Rows);
    }

    [Fact]
    public void Names_are_those_of_the_checkpoint() =>
        Assert.Contains("model.layers.31.mlp.down_proj.weight", Catalog.Model("llama-3-8b").Tensors().Select(tensor => tensor.Name));

    [Fact]
    public void The_bias_of_rows_that_ranks_share_is_shared_and_the_bias_of_a_sum_is_whole()
    {
        var biases = Catalog.Model("gpt2").Tensors().Where(tensor => tensor.Layer == 0).ToDictionary(tensor => tensor.LocalName, tensor => (tensor.Rows, tensor.OnRank(2).Rows));
        Assert.Equal((3 * 768, 3 * 384), biases["self_attn.qkv_proj.bias"]);
        Assert.Equal((768, 768), biases["self_attn.o_proj.bias"]);
    }

    [Theory]
    [InlineData("llama-3-8b", 3, "3 tensor-parallel ranks do not divide the 32 query heads.")]
    [InlineData("llama-3-8b", 16, null)] // 8 key-value heads on 16 ranks: each is held twice
    [InlineData("phi-4", 4, "4 tensor-parallel ranks and 10 key-value heads do not divide one another.")]
    [InlineData("phi-4", 5, null)]
    [InlineData("phi-4", 20, null)]
    [InlineData("deepseek-v3", 3, "3 tensor-parallel ranks do not divide the 128 query heads.")]
    [InlineData("deepseek-v3", 8, null)]
    [InlineData("Qwen/Qwen3-Next-80B-A3B-Instruct", 16, null)] // 16 key heads of the delta nets, 2 key-value heads
    [InlineData("nvidia/Nemotron-H-56B-Base-8K", 8, null)] // 256 state-space heads
    public void Ranks_divide_heads_or_are_divided_by_them(string model, int ranks, string? refusal) =>
        Assert.Equal(refusal, TensorDivision.Refusal(Catalog.Model(model), ranks));
}
