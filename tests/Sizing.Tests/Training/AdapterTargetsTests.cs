using Sizing.Models;
using Sizing.Training;

namespace Sizing.Tests.Training;

/// <summary>Which matrices a target names, and with how many outputs.</summary>
public sealed class AdapterTargetsTests
{
    /// <summary>Phi-3 medium stores 40 query, 10 key and 10 value heads of 128 channels as one matrix; an adapter of one part has that part's outputs.</summary>
    [Theory]
    [InlineData("q_proj", new[] { 5120L })]
    [InlineData("k_proj", new[] { 1280L })]
    [InlineData("v_proj", new[] { 1280L })]
    [InlineData("q_proj,v_proj", new[] { 5120L, 1280L })]
    [InlineData("c_attn", new[] { 7680L })]
    [InlineData("all-linear", new[] { 7680L })]
    [InlineData("o_proj", new long[0])]
    public void A_fused_matrix_has_an_adapter_for_each_named_part_or_one_for_all(string targets, long[] outputs) =>
        Assert.Equal(outputs, Outputs("microsoft/Phi-3-medium-4k-instruct", TensorRole.QueryKeyValue, targets));

    /// <summary>DeepSeek-V3: q_a 1536, q_b 128 · 192, kv_a 512 + 64, kv_b 128 · 256, o 7168; Falcon-Mamba: in_proj 2 · 8192, out_proj 4096.</summary>
    [Theory]
    [InlineData("deepseek-ai/DeepSeek-V3", TensorRole.QueryDown, 1536)]
    [InlineData("deepseek-ai/DeepSeek-V3", TensorRole.Query, 24_576)]
    [InlineData("deepseek-ai/DeepSeek-V3", TensorRole.KeyValueDown, 576)]
    [InlineData("deepseek-ai/DeepSeek-V3", TensorRole.KeyValueUp, 32_768)]
    [InlineData("tiiuae/falcon-mamba-7b", TensorRole.StateInput, 16_384)]
    [InlineData("tiiuae/falcon-mamba-7b", TensorRole.StateOutput, 4096)]
    public void All_linear_names_latent_and_state_space_matrices_too(string model, TensorRole role, long outputs)
    {
        Assert.Equal([outputs], Outputs(model, role, "all-linear"));
        Assert.Equal(role is TensorRole.Query ? [outputs] : [], Outputs(model, role, "q_proj,k_proj,v_proj,o_proj,mlp"));
    }

    [Fact]
    public void Biases_vision_and_prediction_modules_get_no_adapter()
    {
        var model = Catalog.Model("Qwen/Qwen2-VL-2B-Instruct");

        Assert.All(model.Tensors().Where(tensor => tensor.IsVector || tensor.Part is ModelPart.Vision), tensor => Assert.Empty(AdapterTargets.OutputsOf(tensor, ["all-linear"])));
        Assert.All(Catalog.Model("deepseek-ai/DeepSeek-V3").Tensors().Where(tensor => tensor.Part is ModelPart.Mtp), tensor => Assert.Empty(AdapterTargets.OutputsOf(tensor, ["all-linear"])));
    }

    /// <summary>GPT-2 medium's c_attn with its bias: 3072 outputs of 1024 inputs; rank 8 in 24 layers.</summary>
    [Fact]
    public void A_bias_beside_a_matrix_gets_none()
    {
        var run = new TrainingRun(Catalog.Model("openai-community/gpt2-medium"), Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(8) { Targets = ["c_attn"] } };

        Assert.Equal(24 * 8 * (1024 + 3072), TrainingMemory.Of(run).TrainableParameters);
    }

    /// <summary>Mixtral: 8 experts a layer; DoRA adds a magnitude an output.</summary>
    [Fact]
    public void Every_expert_has_an_adapter_of_its_own()
    {
        var run = new TrainingRun(Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(8) { Targets = ["down_proj"], Kind = AdapterKind.Dora } };

        Assert.Equal(32 * 8 * (8 * (14_336 + 4096) + 4096), TrainingMemory.Of(run).TrainableParameters);
    }

    private static IEnumerable<long> Outputs(string model, TensorRole role, string targets) =>
        AdapterTargets.OutputsOf(Catalog.Model(model).Tensors().First(tensor => tensor.Role == role && !tensor.IsVector), targets.Split(','));
}
