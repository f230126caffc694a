namespace Sizing.Tests.Training;

/// <summary>Adapters of rank 16 beside Llama-3.1-8B, in BF16 computation: h = 4096, k and v of 1024, f = 14336, 32 layers, V = 128256.</summary>
public sealed class AdapterMemoryTests
{
    private const long Matrices = 32 * (2L * 4096 * 4096 + 2L * 1024 * 4096 + 3L * 4096 * 14_336);
    private const long Unquantized = 2 * 128_256L * 4096 + 65 * 4096;
    private const long QueryAndValue = 32 * 16 * (4096 + 4096 + 4096 + 1024);

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-3.1-8B"), Catalog.Gpu("H100 SXM 80GB"))
    {
        Precision = TrainingPrecision.Bf16,
        Recompute = Recompute.Full,
        Adapter = new(16),
        Base = WeightFormat.Bf16,
    };

    private static readonly TrainingFramework Torchtune = Catalog.TrainingFramework("torchtune");

    /// <summary>PEFT casts adapters to FP32 (autocast_adapter_dtype): 4 + 4 + 8 bytes a parameter; torchtune keeps BF16: 2 + 2 + 4.</summary>
    [Fact]
    public void Adapters_take_16_bytes_a_parameter_in_fp32_and_8_in_bf16()
    {
        Assert.Equal(
            new()
            {
                ["Weights in bf16"] = 2 * (Matrices + Unquantized),
                ["Adapter weights in fp32"] = 4 * QueryAndValue,
                ["Gradients in fp32"] = 4 * QueryAndValue,
                ["States of adamw"] = 8 * QueryAndValue,
                ["Temporaries of the foreach optimizer"] = 4 * QueryAndValue,
            },
            Step(Run));
        Assert.Equal(
            new()
            {
                ["Weights in bf16"] = 2 * (Matrices + Unquantized),
                ["Adapter weights in bf16"] = 2 * QueryAndValue,
                ["Gradients in bf16"] = 2 * QueryAndValue,
                ["States of adamw"] = 4 * QueryAndValue,
            },
            Step(Run with { Framework = Torchtune }));
        Assert.Equal(Step(Run with { Framework = Torchtune }).Keys, Step(Run with { Framework = Torchtune, Adapter = new(16) { Storage = DataType.Bf16 } }).Keys);
        Assert.Equal(2 * QueryAndValue, Step(Run with { Adapter = new(16) { Storage = DataType.Bf16 } })["Adapter weights in bf16"]);
    }

    [Fact]
    public void Dora_trains_a_magnitude_for_each_output() => Assert.Equal(
        4 * (QueryAndValue + 32 * (4096 + 1024)),
        Step(Run with { Adapter = new(16) { Kind = AdapterKind.Dora } })["Adapter weights in fp32"]);

    /// <summary>4 bits, a byte of scale for 64 weights, and 4 bytes for 256 of those: 0.515869 bytes a weight. Embedding, head and norms stay 16-bit, or FP32 after peft's preparation.</summary>
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 4)]
    public void Qlora_quantizes_the_linear_layers_alone(bool prepared, int bytes)
    {
        var alive = Step(Run with { Base = WeightFormat.Nf4DoubleQuantized, Fp32Unquantized = prepared });
        var weights = alive.Single(pair => pair.Key.StartsWith("Weights in", StringComparison.Ordinal)).Value;

        Assert.Equal(Matrices * 0.515869140625 + bytes * Unquantized, weights, Matrices * 1e-6);
    }

    [Fact]
    public void Sharded_nf4_weights_keep_whole_scales_under_bitsandbytes_and_not_elsewhere()
    {
        var sharded = Run with { Base = WeightFormat.Nf4, Plan = new() { Data = 8, Sharding = StateSharding.Weights } };
        long Weights(TrainingRun run) => Step(run).Single(pair => pair.Key.StartsWith("Weights in", StringComparison.Ordinal)).Value;

        // An FP32 scale for 64 weights.
        Assert.Equal((Matrices / 2 + 2 * Unquantized) / 8 + Matrices / 64 * 4, Weights(sharded));
        Assert.Equal((Matrices / 2 + 2 * Unquantized + Matrices / 64 * 4) / 8, Weights(sharded with { Framework = Torchtune }));
    }

    [Fact]
    public void A_gathered_layer_of_quantized_weights_stays_quantized()
    {
        var gathered = StepEvents.At(Run with { Base = WeightFormat.Nf4, Plan = new() { Data = 8, Sharding = StateSharding.Weights } }, "forward end");

        Assert.Equal(Matrices / 32 / 2 + 2 * 2 * 4096, gathered["Gathered layer"]);
        Assert.Equal(2 * (2 * 128_256L * 4096 + 4096), gathered["Gathered embedding, head and final norm"]);
    }

    [Theory]
    [InlineData(StateSharding.None, 1, 1)]
    [InlineData(StateSharding.Gradients, 1, 8)]
    [InlineData(StateSharding.Weights, 8, 8)]
    public void Adapters_are_sharded_as_weights_are(StateSharding sharding, int weights, int states)
    {
        var alive = Step(Run with { Plan = new() { Data = 8, Sharding = sharding } });

        Assert.Equal((4 * QueryAndValue / weights, 8 * QueryAndValue / states), (alive["Adapter weights in fp32"], alive["States of adamw"]));
    }

    [Fact]
    public void An_adapter_of_the_head_has_no_gradients_in_layers()
    {
        var alive = StepEvents.At(Run with { Adapter = new(16) { Targets = ["lm_head"] }, Plan = new() { Data = 8, Sharding = StateSharding.Weights } }, "end of backward");

        Assert.DoesNotContain("Gradients of a layer before they are sharded", alive);
        Assert.Equal(4 * 16 * (4096 + 128_256) / 8, alive["Gradients in fp32"]);
    }

    [Fact]
    public void A_frozen_head_has_no_gradients() => Assert.DoesNotContain("Gradients of the head", StepEvents.At(Run, "backward of the last layer"));

    /// <summary>LitGPT's FSDP units hold adapters and frozen weights together, so that gradients of whole units are formed.</summary>
    [Fact]
    public void Mixed_units_form_gradients_of_all_their_weights()
    {
        var run = Run with { Framework = Catalog.TrainingFramework("litgpt"), Plan = new() { Data = 8, Sharding = StateSharding.Weights } };
        const string Name = "Gradients of units that mix trained and frozen weights";

        Assert.Equal(2 * (Matrices + Unquantized) / 8, StepEvents.At(run, "end of backward")[Name]);
        Assert.Equal(2 * (Matrices + Unquantized), StepEvents.At(run with { Accumulation = 2 }, "end of backward")[Name]);
        Assert.DoesNotContain(Name, StepEvents.At(run with { Plan = new() { Data = 8 } }, "end of backward"));
        Assert.DoesNotContain(Name, StepEvents.At(run with { Adapter = null, Base = null }, "end of backward"));
    }

    [Fact]
    public void Fp32_casts_of_autocast_are_of_matrices_that_are_stored_in_fp32_and_not_sharded()
    {
        var run = Run with { Precision = TrainingPrecision.Bf16Mixed, Base = WeightFormat.Fp32 };

        Assert.Equal(2 * (Matrices + 2 * 128_256L * 4096), StepEvents.At(run, "forward end")["Cached casts of weights"]);
        Assert.DoesNotContain("Cached casts of weights", StepEvents.At(run with { Base = WeightFormat.Bf16 }, "forward end"));
        Assert.DoesNotContain("Cached casts of weights", StepEvents.At(run with { Plan = new() { Data = 8, Sharding = StateSharding.Weights } }, "forward end"));
        Assert.DoesNotContain("Cached casts of weights", StepEvents.At(run with { Framework = Torchtune }, "forward end"));
        Assert.DoesNotContain("Cached casts of weights", StepEvents.At(run with { Framework = Catalog.TrainingFramework("titan") }, "forward end"));
        Assert.DoesNotContain("Cached casts of weights", StepEvents.At(run with { Precision = TrainingPrecision.Bf16 }, "forward end"));
    }

    private static Dictionary<string, long> Step(TrainingRun run) =>
        StepEvents.At(run, "optimizer step").Where(pair => pair.Key != "Ends of blocks that are not split off").ToDictionary();
}
