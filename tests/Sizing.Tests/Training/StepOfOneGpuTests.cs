namespace Sizing.Tests.Training;

/// <summary>
/// What is alive when Llama-2-7B trains on one GPU under Hugging Face in mixed precision with full recomputation, worked out by hand:
/// 32 layers of 4 · 4096² + 3 · 4096 · 11008 weights and two norms, embedding and head of 32000 · 4096, a last norm; T = 2048 tokens.
/// </summary>
public sealed class StepOfOneGpuTests
{
    private const long Head = 32_000 * 4096;
    private const long Norms = 65 * 4096;
    private const long P = 32 * (4L * 4096 * 4096 + 3L * 4096 * 11_008) + 2 * Head + Norms;
    private const long T = 2048;

    // Norm inputs in FP32, normalised hidden states, input, q k v, rotary copies of q and k, log-sum-exp, output; input, gate and up, activation, product.
    private const long Layer = T * (2 * 4 * 4096 + 2 * 2 * 4096 + 2 * 4096 + 2 * 3 * 4096 + 2 * 2 * 4096 + 4 * 32 + 2 * 4096 + 2 * 4096 + 2 * 4 * 11_008);
    private const long LayerGradients = T * 2 * (4096 + 3 * 11_008);

    private static readonly TrainingRun Run = new(Catalog.Model("meta-llama/Llama-2-7b-hf"), Catalog.Gpu("H100 SXM 80GB")) { Recompute = Recompute.Full, Sequence = 2048 };

    private static readonly Dictionary<string, long> States = new() { ["Weights in fp32"] = 4 * P, ["States of adamw"] = 8 * P };

    private static readonly Dictionary<string, long> InForward = new(States)
    {
        ["Cached casts of weights"] = 2 * (P - Norms),
        ["Activations kept"] = 32 * T * 2 * 4096,
    };

    private static readonly Dictionary<string, long> InLayer = new() { ["Activations of the recomputed layer"] = Layer, ["Gradients of activations in a layer"] = LayerGradients };

    [Fact]
    public void A_step_has_six_events_and_accumulation_a_seventh()
    {
        string[] step = ["steady", "forward end", "loss", "backward of the last layer", "end of backward", "optimizer step"];

        Assert.Equal(step, StepEvents.Names(Run));
        Assert.Equal([.. step, "second micro-batch"], StepEvents.Names(Run with { Accumulation = 2 }));
    }

    [Fact]
    public void Between_steps_weights_and_moments_stay() => Assert.Equal(States, StepEvents.At(Run, "steady"));

    [Fact]
    public void The_forward_pass_leaves_casts_and_the_inputs_of_layers() => Assert.Equal(InForward, StepEvents.At(Run, "forward end"));

    [Fact]
    public void The_loss_adds_logits_and_the_hidden_states_around_the_last_norm() => Assert.Equal(
        new(InForward) { ["Logits and loss"] = 14 * T * 32_000, ["Hidden states around the final norm"] = 6 * T * 4096 },
        StepEvents.At(Run, "loss"));

    [Fact]
    public void The_backward_pass_of_the_last_layer_meets_all_inputs_and_the_gradients_of_the_head() => Assert.Equal(
        new([.. InForward, .. InLayer]) { ["Gradients of the head"] = 4 * (Head + 4096) },
        StepEvents.At(Run, "backward of the last layer"));

    [Fact]
    public void A_term_without_a_note_has_none() => Assert.All(
        Run.Estimate().Memory.Peak.Children.SelectMany(happening => happening.Children), term => Assert.NotEqual("", term.Note));

    [Fact]
    public void The_end_of_the_backward_pass_has_all_gradients_and_no_inputs() => Assert.Equal(
        new([.. States, .. InLayer]) { ["Cached casts of weights"] = 2 * (P - Norms), ["Gradients in fp32"] = 4 * P },
        StepEvents.At(Run, "end of backward"));

    [Fact]
    public void The_optimizer_step_adds_temporaries_of_the_size_of_the_weights() => Assert.Equal(
        new(States) { ["Gradients in fp32"] = 4 * P, ["Temporaries of the foreach optimizer"] = 4 * P },
        StepEvents.At(Run, "optimizer step"));

    [Fact]
    public void A_second_micro_batch_runs_forward_beside_the_gradients_of_the_first() => Assert.Equal(
        new(InForward) { ["Gradients in fp32"] = 4 * P, ["Logits and loss"] = 14 * T * 32_000, ["Hidden states around the final norm"] = 6 * T * 4096 },
        StepEvents.At(Run with { Accumulation = 2 }, "second micro-batch"));

    [Fact]
    public void Lomo_applies_each_gradient_inside_the_backward_pass_so_that_one_lives_at_a_time()
    {
        var lomo = Run with { Optimizer = Optimizer.Lomo };

        Assert.DoesNotContain("optimizer step", StepEvents.Names(lomo));
        Assert.Equal(
            new(InLayer) { ["Weights in fp32"] = 4 * P, ["Cached casts of weights"] = 2 * (P - Norms), ["Gradient of the largest tensor"] = 4 * Head },
            StepEvents.At(lomo, "end of backward"));
        Assert.DoesNotContain("Gradients of the head", StepEvents.At(lomo, "backward of the last layer"));
        Assert.Equal(StepEvents.Names(lomo), StepEvents.Names(Run with { OptimizerInBackward = true }));
    }

    [Fact]
    public void Pure_bf16_needs_no_casts_and_halves_every_state() => Assert.Equal(
        new() { ["Weights in bf16"] = 2 * P, ["States of adamw"] = 4 * P, ["Gradients in bf16"] = 2 * P, ["Temporaries of the foreach optimizer"] = 2 * P },
        StepEvents.At(Run with { Precision = TrainingPrecision.Bf16 }, "optimizer step"));

    [Fact]
    public void Fp32_needs_no_casts_either() => Assert.Equal(
        new(States) { ["Activations kept"] = 32 * T * 4 * 4096 },
        StepEvents.At(Run with { Precision = TrainingPrecision.Fp32 }, "forward end"));

    [Fact]
    public void Megatron_keeps_fp32_gradients_and_a_master_copy_all_the_time()
    {
        var run = Run with { Framework = Catalog.TrainingFramework("megatron"), Accumulation = 2 };
        Dictionary<string, long> states = new() { ["Weights in bf16"] = 2 * P, ["Gradients in fp32"] = 4 * P, ["FP32 master copy in fp32"] = 4 * P, ["States of adamw"] = 8 * P };

        Assert.Equal(states, StepEvents.At(run, "steady"));
        Assert.Equal(states, StepEvents.At(run, "optimizer step"));
        Assert.DoesNotContain("second micro-batch", StepEvents.Names(run));
        Assert.DoesNotContain("Gradients of the head", StepEvents.At(run, "backward of the last layer"));
    }

    [Fact]
    public void Deepspeeds_step_reads_fp32_copies_of_its_16_bit_gradients() => Assert.Equal(
        new()
        {
            ["Weights in bf16"] = 2 * P,
            ["FP32 master copy in fp32"] = 4 * P,
            ["States of adamw"] = 8 * P,
            ["Gradients in bf16"] = 2 * P,
            ["FP32 copies of gradients"] = 4 * P,
        },
        StepEvents.At(Run with { Framework = Catalog.TrainingFramework("deepspeed") }, "optimizer step"));

    [Theory]
    [InlineData("adafactor")]
    [InlineData("adamw-8bit")]
    [InlineData("paged-adamw")]
    public void Optimizers_without_a_foreach_form_need_no_temporaries(string optimizer) =>
        Assert.DoesNotContain("Temporaries of the foreach optimizer", StepEvents.At(Run with { Optimizer = Optimizer.Parse(optimizer) }, "optimizer step"));

    [Fact]
    public void Paged_states_and_states_that_do_not_exist_are_not_on_the_gpu()
    {
        Assert.Equal(new() { ["Weights in fp32"] = 4 * P }, StepEvents.At(Run with { Optimizer = Optimizer.PagedAdamW }, "steady"));
        Assert.Equal(new() { ["Weights in fp32"] = 4 * P }, StepEvents.At(Run with { Optimizer = Optimizer.Sgd }, "steady"));
        Assert.Equal(8 * P, Run with { Optimizer = Optimizer.PagedAdamW } is var paged ? paged.Estimate().Memory.Host.Count : 0);
    }
}
