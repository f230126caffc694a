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

        Assert.Equal(parameters, adapter.TrainedParameters(Catalog.Model(model)));
    }

    [Fact]
    public void Dora_adds_one_magnitude_per_output_and_rank_stabilization_nothing()
    {
        // Llama-3.2-3B, r = 32, q and v: 28 layers · (3072 + 1024) magnitudes = 114,688; PEFT prints 9,289,728.
        var lora = new Adapter(32);
        var model = Catalog.Model("meta-llama/Llama-3.2-3B-Instruct");
        long Count(AdapterKind kind) => (lora with { Kind = kind }).TrainedParameters(model);

        Assert.Equal(9_289_728, Count(AdapterKind.Dora));
        Assert.Equal(Count(AdapterKind.Lora), Count(AdapterKind.RankStabilized));
    }

    /// <summary>Lightning-AI/litgpt tutorials/resource-tables.md prints the trained parameters of both versions.</summary>
    [Theory]
    [InlineData("adapter", 1_229_760)]
    [InlineData("adapter-v2", 4_279_744)]
    public void Llama_adapter_counts_are_exact(string method, long parameters) =>
        Assert.Equal(parameters, Sizing.Training.TrainingNames.AdapterOf(method, 10, "all-linear")!.TrainedParameters(Catalog.Model("meta-llama/Llama-2-7b-hf")));

    /// <summary>By hand: 2 · (3 · 4096 + 4096 + 2 · 11008 + 4096) results of matrices and 2 norms of 4096, in 16 bits, beside 4096 channels and 32 log-sum-exps.</summary>
    [Theory]
    [InlineData("adapter", 8_320)]
    [InlineData("adapter-v2", 8_320 + 84_992 + 16_384)]
    public void Llama_adapter_keeps_what_its_gates_and_scales_read(string method, double bytes)
    {
        TrainingRun frozen = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB"))
        {
            Framework = Catalog.TrainingFramework("litgpt"),
            Precision = TrainingPrecision.Bf16,
            Base = WeightFormat.Bf16,
            Adapter = new(8) { Targets = [] },
        };
        double Kept(Adapter adapter) => (frozen with { Adapter = adapter }).Estimate().Memory.LayerTensors.Sum(tensor => tensor.BytesPerToken);

        Assert.Equal(bytes, Kept(Sizing.Training.TrainingNames.AdapterOf(method, 10, "")!) - Kept(frozen.Adapter!), 1e-6);
    }

    [Fact]
    public void A_target_that_no_model_has_is_refused()
    {
        var run = new TrainingRun(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("A100 SXM 80GB")) { Adapter = new(8) { Targets = ["qproj"] } };

        Assert.Contains("qproj", Assert.Throws<SizingException>(run.Estimate).Message, StringComparison.Ordinal);
    }
}
