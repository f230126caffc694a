namespace Sizing.Tests.Training;

/// <summary>What adapters of rank 16 make one layer of Llama-3.1-8B keep, bytes per token; h = 4096, f = 14336.</summary>
public sealed class AdapterActivationsTests
{
    private static readonly TrainingRun Peft = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("H100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Adapter = new(16),
        Base = WeightFormat.Bf16,
    };

    private static readonly TrainingRun Torchtune = Peft with { Framework = Catalog.TrainingFramework("torchtune") };

    [Theory]
    [InlineData("q_proj,v_proj", 2, 2 * 4096)]
    [InlineData("down_proj", 1, 14336)]
    [InlineData("all-linear", 7, 6 * 4096 + 14336)]
    public void Each_adapter_keeps_its_low_rank_result_and_under_peft_a_cast_of_its_input(string targets, int adapters, int inputs)
    {
        var adapter = new Adapter(16) { Targets = targets.Split(',') };
        var fp32 = KeptTensors.Of(Peft with { Adapter = adapter });
        var dropped = KeptTensors.Of(Peft with { Adapter = adapter with { Dropout = true } });
        var bf16 = KeptTensors.Of(Torchtune with { Adapter = adapter });

        Assert.Equal((4 * 16 * adapters, 2 * inputs), (fp32["Low-rank results"], fp32["Adapter inputs, cast and cast back by autocast"]));
        Assert.Equal((2 + 1) * inputs, dropped["Dropped adapter inputs and masks"]);
        Assert.DoesNotContain("Dropped adapter inputs and masks", fp32);
        Assert.Equal(2 * 16 * adapters, bf16["Low-rank results"]);
        Assert.DoesNotContain("Adapter inputs, cast and cast back by autocast", bf16);
    }

    /// <summary>An adapter without a cast reads the input itself: x for A's gradient (LoRA, arXiv:2106.09685 §4.1).</summary>
    [Theory]
    [InlineData("q_proj", true, false, false)]
    [InlineData("k_proj", true, false, false)]
    [InlineData("up_proj", false, true, false)]
    [InlineData("gate_proj", false, true, false)]
    [InlineData("down_proj", false, false, true)]
    [InlineData("o_proj", false, false, false)]
    [InlineData("mlp", false, true, true)]
    public void Only_inputs_of_adapted_matrices_are_kept(string target, bool mixer, bool feedForward, bool down)
    {
        var kept = KeptTensors.Of(Torchtune with { Adapter = new(16) { Targets = [target] } });

        Assert.Equal(
            (mixer, feedForward, down),
            (kept.ContainsKey("Input of the token mixer"), kept.ContainsKey("Input of the feed-forward block"), kept.ContainsKey("Input of the down projection")));
    }

    /// <summary>bitsandbytes' MatMul4Bit saves its input; torch.nn.functional.linear of a frozen matrix does not.</summary>
    [Theory]
    [InlineData("nf4", true)]
    [InlineData("nf4-dq", true)]
    [InlineData("bf16", false)]
    public void Products_with_4_bit_matrices_keep_their_inputs_under_peft(string format, bool keeps)
    {
        var kept = KeptTensors.Of(Peft with { Base = WeightFormat.Parse(format) });

        Assert.Equal(keeps, kept.ContainsKey("Input of the feed-forward block"));
        Assert.Equal(keeps, kept.ContainsKey("Input of the down projection"));
        Assert.DoesNotContain("Input of the feed-forward block", KeptTensors.Of(Torchtune with { Base = WeightFormat.Parse(format) }));
    }

    [Fact]
    public void An_adapter_of_experts_reads_as_many_inputs_as_a_token_has_experts()
    {
        var kept = KeptTensors.Of(Torchtune with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Adapter = new(16) { Targets = ["gate_proj"] } });

        Assert.Equal(2 * 16 * 2, kept["Low-rank results"]);
        Assert.Equal(2 * 2 * 4096, kept["Input of the feed-forward block"]);
    }
}
