using Sizing.Inference;

namespace Sizing.Tests.Inference;

/// <summary>What engines take for settings that are not given, as their own code has it.</summary>
public sealed class EngineDefaultTests
{
    private static readonly ModelSpec Llama = Catalog.Model("meta-llama/Llama-3.1-8B");

    /// <summary>vllm/engine/arg_utils.py get_batch_defaults: larger on devices of at least 70 GiB that are no A100; the V0 engine ran whole prompts.</summary>
    [Theory]
    [InlineData("vllm@0.19.0", "H100", 8_192, 1_024)]
    [InlineData("vllm@0.19.0", "A100 SXM 80GB", 2_048, 256)]
    [InlineData("vllm@0.19.0", "L40S", 2_048, 256)]
    [InlineData("vllm@0.6.5", "H100", 16_384, 256)]
    [InlineData("vllm@0.6.5", "L40S", 16_384, 256)]
    [InlineData("sglang", "H100", 8_192, 256)]
    [InlineData("trtllm", "H100", 8_192, 2_048)]
    public void A_step_takes_what_the_engine_sets_for_the_device(string engine, string gpu, int tokens, int sequences)
    {
        var setup = new Serving(Llama, Catalog.Gpu(gpu)) { Engine = ServingEngine.Parse(engine), Context = 16_384 }.Estimate().Setup;

        Assert.Equal(tokens, setup.BatchedTokens.Value.Whole);
        Assert.Equal(sequences, setup.MaxSequences.Value.Whole);
    }

    [Fact]
    public void A_short_context_does_not_lessen_the_tokens_of_the_V0_engine() =>
        Assert.Equal(8_192, (At("vllm@0.6.5") with { Context = 1_024 }).Estimate().Setup.BatchedTokens.Value.Whole);

    [Theory]
    [InlineData(9, 3)]
    [InlineData(8, 2)]
    public void Engines_without_a_limit_run_what_is_asked_of_the_fullest_of_four_replicas(int concurrency, int sequences) =>
        Assert.Equal(sequences, (At("llamacpp") with { Concurrency = concurrency, Plan = new(Data: 4) }).Estimate().Setup.MaxSequences.Value.Whole);

    [Theory]
    [InlineData(69.9, 2_048)]
    [InlineData(70, 8_192)]
    public void A_device_is_large_from_70_GiB_on(double gibibytes, int tokens)
    {
        var gpu = Catalog.Gpu("H100") with { CudaVisibleMemory = Bytes.FromGiB(gibibytes), Reserve = Bytes.Zero };

        Assert.Equal(tokens, (At("vllm") with { Gpu = gpu }).Estimate().Setup.BatchedTokens.Value.Whole);
    }

    [Fact]
    public void Sglang_looks_at_what_nvidia_smi_shows()
    {
        // 20,475 of 20,480 MiB are below the tier of 20 GiB: 8 sequences in a graph, not 24.
        var gpu = Catalog.Gpu("RTX 4090") with { NominalMemory = Bytes.FromGiB(20), NvmlMemory = Bytes.FromMiB(20_475) };

        Assert.Equal(8, (At("sglang") with { Gpu = gpu }).Estimate().Setup.MaxSequences.Value.Whole);
        Assert.Equal(24, (At("sglang") with { Gpu = gpu with { NvmlMemory = null } }).Estimate().Setup.MaxSequences.Value.Whole);
    }

    [Theory]
    [InlineData(null, 4_096 * 3)]
    [InlineData(1_000, 1_000 * 3)]
    public void Transformers_runs_all_prompts_at_once(int? input, int tokens) =>
        Assert.Equal(tokens, (At("transformers") with { Input = input, Concurrency = 3 }).Estimate().Setup.BatchedTokens.Value.Whole);

    [Theory]
    [InlineData("vllm@0.20.9", 0.90)]
    [InlineData("vllm@0.21.0", 0.92)]
    public void A_figure_holds_from_its_first_version_on(string engine, double share) =>
        Assert.Equal(share, At(engine).Estimate().Setup.Utilization.Value.Value);

    [Theory]
    [InlineData("b6325", 6_325)]
    [InlineData("b3600", 3_600)]
    public void Builds_of_llama_cpp_are_versions(string text, int build) => Assert.Equal(new(0, 0, build), EngineVersions.Parse(text));

    [Theory]
    [InlineData("1", 1, 0, 0)]
    [InlineData("v0.19", 0, 19, 0)]
    [InlineData("0.19.1", 0, 19, 1)]
    public void Versions_are_read_as_people_write_them(string text, int major, int minor, int build) =>
        Assert.Equal(new(major, minor, build), EngineVersions.Parse(text));

    [Theory]
    [InlineData("b6324", 512L * (32 * 4_096 + 4_096 + 4 * 4_096) * 4)]
    [InlineData("b6325", 512L * (128_256 + 4_096) * 4)]
    public void Flash_attention_of_llama_cpp_is_on_since_b6325(string build, long bytes) => // the scores of 32 heads before, the logits since
        Assert.Equal(bytes, At("llamacpp@" + build).Estimate().Activations.Count);

    [Fact]
    public void A_context_of_llama_cpp_is_padded_to_256_tokens()
    {
        // 4,000 tokens are kept as 4,096, of 131,072 B each.
        var estimate = (At("llamacpp") with { Context = 4_000 }).Estimate();

        Assert.Equal(4_096L * 131_072, estimate.Kv.Requested.Value.Whole);
        Assert.Equal((At("llamacpp") with { Context = 4_096 }).Estimate().Activations, estimate.Activations);
    }

    [Theory]
    [InlineData("vllm@0.20.0", false)]
    [InlineData("vllm@0.21.0", true)]
    public void Cuda_graphs_are_paid_from_the_budget_since_0_21(string engine, bool paid)
    {
        // 0.37 + 32 · 0.0172 GiB.
        var estimate = At(engine).Estimate();

        Assert.Equal(0.9204, new Bytes(estimate.Stage.Graphs.Value.Whole).InGiB, 0.001);
        Assert.Equal(paid, estimate.Stage.Paid.Contains(estimate.Stage.Graphs));
        Assert.Equal(!paid, estimate.Stage.Beyond.Contains(estimate.Stage.Graphs));
    }

    [Theory]
    [InlineData(1, 1, 0.25)]
    [InlineData(1, 2, 0.07)]
    [InlineData(2, 1, 1.99 + 2 * 0.045)]
    [InlineData(4, 2, 1.99 + 4 * 0.045)]
    public void Ranks_pay_for_their_communication(int tensor, int pipeline, double gibibytes) =>
        Assert.Equal(gibibytes, new Bytes((At("vllm@0.19.0") with { Plan = new(tensor, pipeline) }).Estimate().Stage.NonTorch.Value.Whole).InGiB, 0.001);

    private static Serving At(string engine) => new(Llama, Catalog.Gpu("H100")) { Engine = ServingEngine.Parse(engine), Context = 4_096 };
}
