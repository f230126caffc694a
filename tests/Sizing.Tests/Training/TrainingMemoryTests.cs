using Sizing.Explain;

namespace Sizing.Tests.Training;

/// <summary>Peak, process and terms of Llama-2-7B with 6,738,415,616 parameters in BF16 on H100, T = 2048.</summary>
public sealed class TrainingMemoryTests
{
    private const long P = 6_738_415_616;

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100 SXM 80GB")) { Precision = TrainingPrecision.Bf16, Recompute = Recompute.Full, Sequence = 2048 };

    [Fact]
    public void The_peak_by_kind_adds_the_terms_of_the_event()
    {
        var memory = Run.Estimate().Memory;

        Assert.Equal(("optimizer step", P), (memory.PeakEvent.Name, memory.TrainableParameters));
        Assert.Equal((2 * P, 2 * P, 4 * P, 0), (memory.AtPeak(TermKind.Weights).Count, memory.AtPeak(TermKind.Gradients).Count, memory.AtPeak(TermKind.Optimizer).Count, memory.AtPeak(TermKind.Loss).Count));
        // Foreach temporaries, two workspaces of 32 MiB and 24 bytes a token.
        Assert.Equal(2 * P + (64L << 20) + 24 * 2048, memory.AtPeak(TermKind.Temporary).Count);
    }

    [Fact]
    public void Several_terms_of_one_kind_add_up()
    {
        var adapted = (Run with { Adapter = new(16), Base = WeightFormat.Bf16 }).Estimate().Memory;

        // Weights of the model in BF16 and of the adapters, 8,388,608, in FP32.
        Assert.Equal(2 * P + 4 * 8_388_608, adapted.AtPeak(TermKind.Weights).Count);
        Assert.Equal(8_388_608, adapted.TrainableParameters);
    }

    [Fact]
    public void The_process_adds_what_the_allocator_reserves_and_contexts()
    {
        // The row hf of data/training/frameworks.csv: 8 %, 1100 MiB, and 1000 MiB where GPUs communicate.
        var alone = Run.Estimate().Memory;
        var two = (Run with { Plan = new() { Data = 2 } }).Estimate().Memory;

        Assert.Equal(alone.PeakBytes.Count * 1.08, alone.Reserved.Count, 1.0);
        Assert.Equal(alone.Reserved.Count + (1100L << 20), alone.Device.Value.Whole);
        Assert.Equal(two.Reserved.Count + (2100L << 20), two.Device.Value.Whole);
    }

    [Fact]
    public void Between_steps_counts_the_stage_that_peaks()
    {
        // The first stage keeps four micro-batches of eight layers and the embedding; the last has head and norm, and one micro-batch.
        var memory = (Run with { Recompute = Recompute.None, Accumulation = 8, Loss = LossPath.Cut, Plan = new() { Pipeline = 4 } }).Estimate().Memory;

        Assert.Contains("stage 1 of 4", memory.PeakEvent.Name, StringComparison.Ordinal);
        Assert.Equal(6 * (8 * 202_383_360L + 131_072_000), memory.StateBytes.Count);
    }

    /// <summary>Inputs that a reader sees beside the formulas P · e / N and k · U.</summary>
    [Theory]
    [InlineData(StateSharding.None, 1, 1, 1)]
    [InlineData(StateSharding.Optimizer, 1, 1, 8)]
    [InlineData(StateSharding.Gradients, 1, 8, 8)]
    [InlineData(StateSharding.Weights, 8, 8, 8)]
    public void Terms_name_the_ranks_that_divide_them(StateSharding stage, int weights, int gradients, int optimizer)
    {
        var alive = (Run with { Plan = new() { Data = 8, Sharding = stage } }).Estimate().Memory.Peak.Children.Single(happening => happening.Name == "optimizer step").Children;
        double Input(string name, string symbol) => alive.Single(term => term.Name == name).Inputs.Single(input => input.Symbol == symbol).Value.Value;

        Assert.Equal((P, 2.0, weights), (Input("Weights in bf16", "P"), Input("Weights in bf16", "e"), Input("Weights in bf16", "N")));
        Assert.Equal((P, 2.0, gradients), (Input("Gradients in bf16", "P"), Input("Gradients in bf16", "e"), Input("Gradients in bf16", "N")));
        Assert.Equal((P, optimizer), (Input("States of adamw", "P"), Input("States of adamw", "N")));
    }

    [Fact]
    public void Frozen_weights_name_all_parameters_and_adapters_their_own()
    {
        var steady = (Run with { Adapter = new(16) }).Estimate().Memory.Steady.Children;

        Assert.Equal(P, steady.Single(term => term.Name == "Weights in bf16").Inputs[0].Value.Whole);
        Assert.Equal(8_388_608, steady.Single(term => term.Name == "Adapter weights in fp32").Inputs[0].Value.Whole);
    }

    [Fact]
    public void A_run_fits_up_to_the_last_byte_that_the_gpu_offers()
    {
        TrainingRun With(Bytes context) => Run with { Framework = Run.Framework with { Context = context } };
        var rest = Run.Gpu.UsableMemory.Count - (Run.Estimate().Memory.Device.Value.Whole - (1100L << 20));

        Assert.StartsWith("Fits: ", With(new(rest)).Estimate().Summary, StringComparison.Ordinal);
        Assert.StartsWith("Does not fit: ", With(new(rest + 1)).Estimate().Summary, StringComparison.Ordinal);
        Assert.True(new PreferenceRun(With(new(rest)), PreferenceMethod.Grpo) { PrecomputesReference = true }.Estimate().Fits);
        Assert.False(new PreferenceRun(With(new(rest + 1)), PreferenceMethod.Grpo) { PrecomputesReference = true }.Estimate().Fits);
    }

    /// <summary>MFU of 40 % as "40", and of half a percent with the digits that it needs.</summary>
    [Theory]
    [InlineData(0.4, "at 40 % MFU.")]
    [InlineData(0.01, "at 1 % MFU.")]
    [InlineData(0.005, "at 0.5 % MFU.")]
    [InlineData(0.0025, "at 0.25 % MFU.")]
    public void The_summary_states_the_utilization_in_percent(double utilization, string text) =>
        Assert.EndsWith(text, (Run with { Utilization = utilization }).Estimate().Summary, StringComparison.Ordinal);
}
