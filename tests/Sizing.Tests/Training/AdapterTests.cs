namespace Sizing.Tests.Training;

/// <summary>Trainable parameters against published counts (formulas of LoRA; the LLaMA-7B count is QLoRA's, Falcon-40B's LitGPT's).</summary>
public sealed class AdapterTests
{
    [Theory]
    [InlineData("meta-llama/Llama-2-7b-hf", 8, "q_proj,v_proj", 4_194_304)]
    [InlineData("meta-llama/Llama-2-13b-hf", 8, "q_proj,v_proj", 6_553_600)]
    [InlineData("meta-llama/Llama-3.2-3B-Instruct", 32, "q_proj,v_proj", 9_175_040)]
    [InlineData("meta-llama/Llama-3.2-3B-Instruct", 10, "gate_proj,up_proj,down_proj", 9_461_760)]
    [InlineData("meta-llama/Llama-2-7b-hf", 64, "all-linear", 159_907_840)]
    public void Lora_counts_are_exact(string model, int rank, string targets, long parameters)
    {
        var adapter = new Adapter(rank) { Targets = targets.Split(',') };

        Assert.Equal(parameters, Catalog.Model(model).Tensors().Sum(adapter.ParametersFor));
    }

    [Fact]
    public void Dora_adds_one_magnitude_per_output_and_rank_stabilization_nothing()
    {
        // Llama-3.2-3B, r = 32, q and v: 28 layers · (3072 + 1024) magnitudes = 114,688; PEFT prints 9,289,728.
        var lora = new Adapter(32);
        var model = Catalog.Model("meta-llama/Llama-3.2-3B-Instruct");
        long Count(AdapterKind kind) => model.Tensors().Sum((lora with { Kind = kind }).ParametersFor);

        Assert.Equal(9_289_728, Count(AdapterKind.Dora));
        Assert.Equal(Count(AdapterKind.Lora), Count(AdapterKind.RankStabilized));
    }

    [Fact]
    public void A_target_that_no_model_has_is_refused()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(8) { Targets = ["qproj"] } };

        Assert.Contains("qproj", Assert.Throws<SizingException>(run.Estimate).Message, StringComparison.Ordinal);
    }
}
