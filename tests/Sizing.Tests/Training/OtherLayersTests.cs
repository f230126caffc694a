using Sizing.Models;

namespace Sizing.Tests.Training;

/// <summary>What layers of other architectures keep per token in BF16 under Hugging Face with FlashAttention, from their config.json.</summary>
public sealed class OtherLayersTests
{
    private static TrainingRun Run(string model) => new(Catalog.Model(model), Catalog.Gpu("H100 SXM 80GB"));

    /// <summary>h = 4096, f = 14336, 2 of 8 experts.</summary>
    [Fact]
    public void A_mixture_keeps_a_copy_of_the_input_for_each_expert_of_a_token()
    {
        var kept = KeptTensors.Of(Run("mistralai/Mixtral-8x7B-v0.1"));

        Assert.Equal(2 * 2 * 4096, kept["Input of the feed-forward block"]);
        Assert.Equal(2 * 2 * 2 * 14336, kept["Gate and up projections"]);
        Assert.Equal(2 * 2 * 14336, kept["Output of the activation function"]);
        Assert.Equal(2 * 2 * 14336, kept["Input of the down projection"]);
        Assert.Equal(4 * 8, kept["Router scores"]);
    }

    [Fact]
    public void Experts_of_hugging_face_compute_one_after_another_and_grouped_ones_together()
    {
        // A token's two experts: their mean share of one expert's tokens is 2/8 of f.
        var run = Run("mistralai/Mixtral-8x7B-v0.1");

        Assert.Equal(2 * (4096 + 3 * 14336 * 2 / 8), KeptTensors.Layer(run).GradientBytes());
        Assert.Equal(2 * (4096 + 3 * 14336 * 2), KeptTensors.Layer(run with { Framework = Catalog.TrainingFramework("titan") }).GradientBytes());
    }

    [Fact]
    public void Tokens_sent_to_experts_are_whole_under_sequence_parallelism()
    {
        var kept = KeptTensors.Of(Run("mistralai/Mixtral-8x7B-v0.1") with { Plan = new() { Tensor = 4 } });

        Assert.Equal(2 * 2 * 4096, kept["Input of the feed-forward block"]);
        Assert.Equal(2 * 4096 / 4, kept["Input of the token mixer"]);
    }

    /// <summary>DeepSeek-V2-Lite: h = 2048, 16 heads of 128 + 64 channels, values of 128, latent 512; 6 of 64 experts of 1408, two shared ones; the first layer dense with 10944.</summary>
    [Fact]
    public void Latent_attention_keeps_latents_and_what_is_expanded_from_them()
    {
        var kept = KeptTensors.Of(Run("deepseek-ai/DeepSeek-V2-Lite"), 1);

        Assert.Equal(2 * (16 * 192 + (512 + 64) + 16 * (128 + 128)), kept["Queries, keys, values"]);
        Assert.Equal(2 * 2048, kept["Input of the token mixer"]);
        // modeling_deepseek_v2.py: q and k of 192 channels a head are joined from their parts; kv_a_layernorm is over the latent of 512.
        Assert.Equal(2 * 2 * 16 * 192, kept["Rotary copies of queries and keys"]);
        Assert.Equal((4 + 2) * 512, kept["Query and key norms"]);
        Assert.Equal(4 * 16, kept["Log-sum-exp of attention"]);
        Assert.Equal(2 * 16 * 128, kept["Attention output"]);
    }

    /// <summary>DeepSeek-V3: q_a_layernorm over 1536 channels and kv_a_layernorm over 512, on every tensor rank.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Norms_of_latent_attention_are_over_latents(int ranks) =>
        Assert.Equal((4 + 2) * (1536 + 512), KeptTensors.Of(Run("deepseek-ai/DeepSeek-V3") with { Plan = new() { Tensor = ranks } })["Query and key norms"]);

    [Fact]
    public void Shared_experts_read_the_input_itself_beside_the_copies_of_the_routed_ones()
    {
        var run = Run("deepseek-ai/DeepSeek-V2-Lite");
        var kept = KeptTensors.Of(run, 1);
        var inner = 6 * 1408 + 2 * 1408;

        Assert.Equal(2 * (2048 + 6 * 2048), kept["Input of the feed-forward block"]);
        Assert.Equal(2 * 2 * inner, kept["Gate and up projections"]);
        Assert.Equal(2 * inner, kept["Input of the down projection"]);
        Assert.Equal(2 * (2048 + 3 * 2816), KeptTensors.Layer(run, 1).GradientBytes());
        Assert.Equal(2 * 2 * 10944, KeptTensors.Of(run)["Gate and up projections"]);
    }

    /// <summary>Qwen3-8B: 32 query and 8 key heads of 128; transformers' Qwen3RMSNorm upcasts both and multiplies.</summary>
    [Fact]
    public void Norms_of_queries_and_keys_keep_an_upcast_and_a_product()
    {
        var run = Run("Qwen/Qwen3-8B");

        Assert.Equal((4 + 2) * (32 + 8) * 128, KeptTensors.Of(run)["Query and key norms"]);
        Assert.DoesNotContain("Query and key norms", KeptTensors.Of(run with { Compiled = true }));
    }

    /// <summary>Phi-3 medium: one matrix of 40 query, 10 key and 10 value heads of 128; one of gate and up, f = 17920.</summary>
    [Fact]
    public void Fused_matrices_keep_what_their_parts_keep()
    {
        var kept = KeptTensors.Of(Run("microsoft/Phi-3-medium-4k-instruct") with { Attention = AttentionKernel.Sdpa });

        Assert.Equal(2 * (40 + 10 + 10) * 128, kept["Queries, keys, values"]);
        Assert.Equal(2 * (40 + 10) * 128, kept["Rotary copies of queries and keys"]);
        Assert.Equal(2 * 2 * 40 * 128, kept["Keys and values expanded to all heads"]);
        Assert.Equal(2 * 2 * 17920, kept["Gate and up projections"]);
        Assert.Equal(2 * 17920, kept["Output of the activation function"]);
    }

    [Fact]
    public void Nothing_is_expanded_where_every_query_head_has_its_own_key()
    {
        Assert.DoesNotContain("Keys and values expanded to all heads", KeptTensors.Of(Run("microsoft/Phi-3-mini-4k-instruct") with { Attention = AttentionKernel.Sdpa }));
        Assert.DoesNotContain("Keys and values expanded to all heads", KeptTensors.Of(Run("deepseek-ai/DeepSeek-V2-Lite") with { Attention = AttentionKernel.Sdpa }));
    }

    /// <summary>Falcon-Mamba-7B: h = 4096, inner 8192, 16 states, time-step rank 256; MambaMixer's in_proj, x_proj and out_proj; one norm a layer.</summary>
    [Fact]
    public void A_state_space_layer_keeps_its_projections_and_the_output_of_the_scan() => Assert.Equal(
        new()
        {
            ["Norm inputs"] = 4 * 4096,
            ["Normalised hidden states"] = 2 * 4096,
            ["Input of the token mixer"] = 2 * 4096,
            ["Projections that the scan reads"] = 2 * (2 * 8192 + (256 + 2 * 16)),
            ["Output of the scan"] = 2 * 8192,
        },
        KeptTensors.Of(Run("tiiuae/falcon-mamba-7b")));

    /// <summary>As Falcon-H1: Mamba 2 of 64 heads of 64 channels and 128 states beside attention of 32 and 8 heads of 128; in_proj gives gate, convolution and a time step a head.</summary>
    [Fact]
    public void Mixers_side_by_side_keep_what_both_keep()
    {
        var mamba = new Mamba2 { Heads = 64, HeadSize = 64, Groups = 1, StateSize = 128, ConvolutionWidth = 4, GatedNorm = false };
        var run = Run("meta-llama/Llama-3.1-8B");
        var layer = run.Model.Layers[0] with { Attention = new ParallelMixers(mamba, run.Model.Layers[0].Attention) };
        var kept = KeptTensors.Of(run with { Model = run.Model with { Layers = [layer] } });

        Assert.Equal(2 * (4096 + 2 * 1024 + (4096 + (4096 + 2 * 128) + 64)), kept["Queries, keys, values"]);
        Assert.Equal(2 * (4096 + 4096), kept["Attention output"]);
        Assert.Equal(4 * 32, kept["Log-sum-exp of attention"]);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2 * 4096)]
    public void Adapters_spare_inputs_of_frozen_matrices_unless_the_framework_keeps_them(bool keeps, double input)
    {
        var frozen = Run("meta-llama/Llama-3.1-8B") with { Adapter = new(16), Base = WeightFormat.Bf16, Framework = Catalog.TrainingFramework("hf") with { KeepsFrozenInputs = keeps } };
        var kept = KeptTensors.Of(frozen);

        Assert.Equal(input, kept.GetValueOrDefault("Input of the token mixer"));
        Assert.Equal(input, kept.GetValueOrDefault("Input of the feed-forward block"));
        Assert.Equal(input * 14336 / 4096, kept.GetValueOrDefault("Input of the down projection"));
        Assert.DoesNotContain("Normalised hidden states", kept);
    }
}
