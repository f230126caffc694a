using Sizing.Tests.Models;

namespace Sizing.Tests.Training;

/// <summary>The masks that transformers' modules of GPT-2 and GPT-BigCode register as buffers: a byte for each pair of positions.</summary>
public sealed class CausalMasksTests
{
    private const string Santacoder = """{"model_type": "gpt_bigcode", "n_embd": 2048, "n_head": 16, "n_layer": 24, "n_inner": 8192, "n_positions": 2048, "vocab_size": 49280, "multi_query": true}""";

    private const string Gpt2 = """{"model_type": "gpt2", "n_embd": 768, "n_head": 12, "n_layer": 12, "n_positions": 1024, "vocab_size": 50257}""";

    [Theory]
    [InlineData(Gpt2, "hf", 1, 12 * 1024 * 1024)] // modeling_gpt2.py, GPT2Attention: in every layer
    [InlineData(Gpt2, "hf", 2, 6 * 1024 * 1024)] // a stage has those of its layers
    [InlineData(Gpt2, "deepspeed", 1, 12 * 1024 * 1024)]
    [InlineData(Gpt2, "torchtune", 1, 0)] // its own modules
    [InlineData(Santacoder, "hf", 1, 2048 * 2048)] // modeling_gpt_bigcode.py, GPTBigCodeModel: one
    [InlineData(Santacoder, "hf", 2, 2048 * 2048)]
    [InlineData("""{"model_type": "llama", "hidden_size": 64, "num_attention_heads": 2, "num_hidden_layers": 2, "intermediate_size": 128, "vocab_size": 10}""", "hf", 1, 0)]
    public void Masks_are_there_at_every_moment_where_the_modules_have_them(string config, string framework, int stages, long bytes)
    {
        TrainingRun run = new(HostileConfigTests.Read(config), Catalog.Gpu("A100 SXM 80GB")) { Framework = Catalog.TrainingFramework(framework), Plan = new() { Pipeline = stages } };
        Assert.Equal(bytes, run.Estimate().Memory.Steady.Children.Where(term => term.Name == "Causal masks").Sum(term => term.Value.Whole));
    }

    /// <summary>
    /// foundation-model-stack/fms-acceleration scripts/benchmarks/refs/a100_80gb.csv: 6,770,300,416 bytes between steps of full tuning in BF16, 4 sequences of
    /// 2,048 tokens: 6 bytes a parameter, two workspaces and the micro-batch leave 3.7 MB, the mask is 4.2.
    /// </summary>
    [Fact]
    public void Santacoder_holds_between_steps_what_was_measured()
    {
        TrainingRun run = new(HostileConfigTests.Read(Santacoder), Catalog.Gpu("A100 SXM 80GB")) { Precision = TrainingPrecision.Bf16, Sequence = 2048, MicroBatch = 4 };
        Assert.Equal(6_770_300_416, run.Estimate().Memory.Steady.Value.Whole, 500_000.0);
    }
}
